#!/bin/sh
# A run in shards as a Slurm job array, and their merge once all of them are done.
# slurm.sh SCENARIO SHARDS OUT [OPTION OF afford run ...]
set -eu
scenario=$1 shards=$2 out=$3
shift 3
recipes=$(dirname "$0")
array=$(sbatch --parsable --array="1-$shards" "$recipes/shard.sbatch" "$scenario" "$shards" "$out" "$@")
# Where a shard has failed, the merge is taken out of the queue instead of waiting for ever.
sbatch --dependency="afterok:$array" --kill-on-invalid-dep=yes "$recipes/merge.sbatch" "$out"
