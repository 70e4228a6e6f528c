#!/bin/bash
# with_expected.sh FILE COMMAND…: runs a check with what the words of FILE expect, too.
expected=$1
shift
# shellcheck disable=SC2046
exec "$@" $(cat "$expected")
