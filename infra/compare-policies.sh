#!/usr/bin/env bash
# Distils the built-in problem under each policy at equal steps and the same seed, one after the other, and prints each one's averages.
#   infra/compare-policies.sh [STEPS] [SEED] [DATA]
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
steps=${1:-1000} seed=${2:-1} data=${3:-.aria-compare}
for policy in aria natural stratified tempered; do
  "$top/aria" demo --steps "$steps" --seed "$seed" --policy "$policy" --data "$data" >"$data.$policy.log" 2>&1 \
    || { tail -n 5 "$data.$policy.log" >&2; exit 1; }
  printf '%s\n' "$policy"
  grep -E '^(macro|worst decile|natural|all prompts|Animals \(held out\)) ' "$data.$policy.log"
done
