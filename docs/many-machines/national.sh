#!/bin/sh
# Writes national.csv beside national.yaml: 152 councils of one size, 800,000 users in all and 102,400 in care homes, in the shipped
# scenario's proportions.
set -eu
awk 'BEGIN {
  print "site,region,client_group,existing_users"
  split("older_people 3350 physical_disability 700 learning_disability 500 mental_health 450 care_home_at_start 640", mix)
  for (council = 1; council <= 152; council++)
    for (group = 1; group < 10; group += 2)
      printf "council_%03d,%s,%s,%.3f\n", council, council <= 33 ? "london" : "elsewhere", mix[group], mix[group + 1] / 5000 * 800000 / 152
}' > "$(dirname "$0")/national.csv"
