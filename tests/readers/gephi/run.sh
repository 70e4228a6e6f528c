#!/bin/bash
# run.sh FOLDER FILE CHECKS…: lets Gephi, as Maven has put it into FOLDER, check a file.
[ -f "$1/gephi-check.jar" ] || { echo "Gephi is not there; see tests/export/CMakeLists.txt"; exit 77; }
folder=$1
shift
exec xvfb-run -a java -cp "$folder/gephi-check.jar:$folder/dependency/*" GephiCheck "$@"
