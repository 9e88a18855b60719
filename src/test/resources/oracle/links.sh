# Prints which links `systemctl enable` makes for each unit named on standard input, on a copy of the unit files without any link in /etc
# but masks and those that lead out of the search path. Lines "UNIT PATH TARGET".
export LC_ALL=C
copy=/run/oracle-copy
rm -rf $copy
mkdir -p $copy/etc $copy/usr/lib/systemd $copy/run $copy/dev
# What masks drop-ins leads there, and must not dangle; /run allows no devices.
: >$copy/dev/null
cp -a /etc/systemd $copy/etc/
cp -a /usr/lib/systemd/system* $copy/usr/lib/systemd/
if [ -h /lib ]; then ln -s usr/lib $copy/lib; else mkdir -p $copy/lib/systemd && cp -a /lib/systemd/system* $copy/lib/systemd/; fi
mkdir -p $copy/usr/local/lib/systemd && cp -a /usr/local/lib/systemd/. $copy/usr/local/lib/systemd/ 2>/dev/null
cd $copy/etc/systemd || exit 1
find system -type l | while read -r link; do
    case $(readlink "$link") in
        /dev/null) ;;
        *systemd/system/* | [!/]*) rm "$link" ;;
    esac
done
cp -a system clean
while read -r unit; do
    systemctl --root=$copy --quiet enable -- "$unit" >/dev/null 2>&1 </dev/null
    find system -type l | while read -r link; do
        [ -h "clean/${link#system/}" ] && continue
        printf '%s %s %s\n' "$unit" "/etc/systemd/$link" "$(readlink "$link")"
        rm "$link"
    done
done
rm -rf $copy
