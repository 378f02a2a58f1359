#!/usr/bin/env bash
# Times the full-size case from the command line, as a user runs it: three WFC3/UVIS exposures (six chips of 4096 x 2051)
# are simulated, aligned to the Gaia-like catalog and drizzled. Prints wall-clock seconds and peak memory of each process.
# Usage: benchmarks/whole-run.sh [folder]   (default: a temporary folder, removed afterwards)
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build src/Kernel -c Release -v q
tool="dotnet $PWD/src/Kernel/bin/Release/net10.0/hst-notebooks.dll"

if [ $# -ge 1 ]; then mkdir -p "$1"; work=$(cd "$1" && pwd)
else work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; fi
cd "$work"

measure() { # name, command...
  local name=$1; shift
  local start end; start=$(date +%s.%N)
  if [ -x /usr/bin/time ]; then /usr/bin/time -f "%M" -o rss.txt "$@" >"$name.out" 2>"$name.err" || { cat "$name.err"; exit 1; }
  else "$@" >"$name.out" 2>"$name.err" || { cat "$name.err"; exit 1; }; echo "" >rss.txt; fi
  end=$(date +%s.%N)
  awk -v n="$name" -v a="$start" -v b="$end" -v m="$(tail -1 rss.txt)" \
    'BEGIN { printf "%-14s %6.2f s%s\n", n, b - a, m == "" ? "" : sprintf("  %5.0f MB", m / 1024) }'
}

echo "processors: $(nproc)"
[ -e ibwb01xrq_flc.fits ] || measure simulate $tool simulate ngc6791 .
for round in 1 2 3; do
  measure "tweakreg-$round" $tool tweakreg '*_flc.fits' --refcat gaia.cat --threshold 500 --conv_width 3.5 \
    --fitgeometry rscale --updatehdr false --shiftfile true --outshifts Gaia_shifts.txt --residplot 'No plot' --see2dplot false
done
$tool tweakreg '*_flc.fits' --refcat gaia.cat --threshold 500 --conv_width 3.5 --fitgeometry rscale \
  --updatehdr true --wcsname "Gaia_$$" --residplot 'No plot' --see2dplot false >/dev/null 2>&1
for round in 1 2 3; do
  measure "astrodrizzle-$round" $tool astrodrizzle '*_flc.fits' --output "f606w_$round" --skymethod match \
    --driz_sep_bits 96 --final_bits 96 --combine_type minmed --build false --context false --preserve false --clean true
done
