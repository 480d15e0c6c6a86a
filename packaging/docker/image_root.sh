#!/bin/bash
# Lays out the file system of the image:   image_root.sh PROGRAM... FOLDER
#
#   FOLDER/root           the programs in /usr/local/bin, every library that they load, certificates, the catalogue, the
#                         licences of what became part of the programs
#   FOLDER/data           empty: where the bot keeps what lasts
#   FOLDER/alertmanager   empty: where Alertmanager's configuration is rendered
set -euo pipefail

folder=${!#}
programs=("${@:1:$#-1}")
root=$folder/root

# The libraries that the program loads, and the loader itself, by the paths it looks for them under.
libraries_of() {
  ldd "$1" | awk '$2 == "=>" { print $3 } $1 ~ /^\// { print $1 }'
}

install_file() {
  install -D --mode="$1" "$2" "$root$3"
}

for program in "${programs[@]}"; do
  install -D --strip --mode=755 "$program" "$root/usr/local/bin/${program##*/}"
done
for program in "${programs[@]}"; do libraries_of "$program"; done | sort -u | while read -r library; do
  install_file 755 "$library" "$library"
done

install_file 644 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# Charts are labelled in the owner's time zone.
mkdir -p "$root/usr/share"
cp --recursive --no-dereference --preserve=links /usr/share/zoneinfo "$root/usr/share/zoneinfo"
rm -rf "$root"/usr/share/zoneinfo/{posix,right}
install_file 644 LICENSE /usr/share/doc/coursebot/LICENSE
# Whoever gets a font or libharu must get its licence too.
for package in fonts-dejavu-core libhpdf-2.3.0; do
  install_file 644 "/usr/share/doc/$package/copyright" "/usr/share/doc/$package/copyright"
done
mkdir -p "$root/etc" "$root/coursebot"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
printf '%s\n' 'root:x:0:0::/:/' 'coursebot:x:10001:10001::/coursebot:/' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:' 'coursebot:x:10001:' 'alertmanager:x:65534:' >"$root/etc/group"
cp --recursive catalog "$root/coursebot/catalog"
chmod --recursive u=rwX,go=rX "$root"

install --directory --mode=700 "$folder/data"
install --directory --mode=750 "$folder/alertmanager"
