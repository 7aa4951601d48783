#!/bin/sh
# A run in shards on the processors of this machine, by GNU parallel; on other machines too, with --sshlogin.
# parallel.sh SCENARIO SHARDS OUT [OPTION OF afford run ...]
set -eu
scenario=$1 shards=$2 out=$3
shift 3
parallel --quote --halt soon,fail=1 \
  afford run "$scenario" --shard "{}/$shards" --threads 1 --quiet --overwrite --out "$out.shards/{}" "$@" \
  ::: $(seq "$shards")
afford merge "$out.shards"/*/ --format table --overwrite --out "$out"
