#!/bin/sh
# odd-units.sh: makes the odd units, drop-ins, links and presets that the recorded hosts have beside those of their packages.
# Runs as root inside a throwaway lab container; see record.sh.
set -eu
etc=/etc/systemd/system run=/run/systemd/system local=/usr/local/lib/systemd/system opt=/opt/odd
mkdir -p $etc $run $local $opt $etc/multi-user.target.wants $run/multi-user.target.wants

# unit FILE [LINE…]: a file with these lines.
unit() {
    mkdir -p "${1%/*}"
    file=$1
    shift
    if [ $# = 0 ]; then set -- '[Unit]' 'Description=odd'; fi
    printf '%s\n' "$@" >"$file"
}
installed() { unit "$1" '[Service]' 'ExecStart=/bin/true' '[Install]' "${2-WantedBy=multi-user.target}"; }
plain() { unit "$1" '[Service]' 'ExecStart=/bin/true'; }
link() { mkdir -p "${2%/*}"; ln -s "$1" "$2"; }

# Linked from elsewhere, under the same and under another name, and to nothing.
installed $opt/linked.service
link $opt/linked.service $etc/linked.service
installed $opt/other.service
link $opt/other.service $etc/renamed.service
installed $opt/runlinked.service
link $opt/runlinked.service $run/runlinked.service
installed $opt/linked-on.service
link $opt/linked-on.service $etc/linked-on.service
link $opt/linked-on.service $etc/multi-user.target.wants/linked-on.service
link $opt/gone.service $etc/dangling.service
link /usr/lib/systemd/system/nothing.service $etc/dead-alias.service
installed $local/self.service
link $local/self.service $etc/self.service
installed $local/invalid.service
link /usr/local/lib/systemd/system/some.socket $etc/invalid.service
unit $local/some.socket '[Socket]' 'ListenFIFO=/run/some'

# Masks.
installed $local/masked.service
link /dev/null $etc/masked.service
: >$etc/empty.service
installed $local/run-masked.service
link /dev/null $run/run-masked.service
installed $etc/vain-mask.service
link /dev/null $run/vain-mask.service
unit $etc/masked.service.d/a.conf
link /dev/null $etc/masked-template@.service

# Links in .wants that are not what they seem.
installed $etc/wrong-target.service
link /opt/odd/whatever.service $etc/multi-user.target.wants/wrong-target.service
plain $etc/wrong-static.service
link ../gone.service $etc/multi-user.target.wants/wrong-static.service
installed $etc/renamed-link.service
link ../renamed-link.service $etc/multi-user.target.wants/renamed-link-2.service
installed $etc/regular-in-wants.service
plain $etc/multi-user.target.wants/regular-in-wants.service
installed $etc/masked-want.service
link /dev/null $etc/multi-user.target.wants/masked-want.service
link ../missing.service $etc/multi-user.target.wants/missing.service
installed $etc/run-on.service
link $etc/run-on.service $run/multi-user.target.wants/run-on.service
installed $local/vendor-on.service
link ../vendor-on.service $local/multi-user.target.wants/vendor-on.service
installed $etc/by-require.service 'RequiredBy=multi-user.target a.target'
link ../by-require.service $etc/a.target.requires/by-require.service
installed $etc/by-uphold.service UpheldBy=multi-user.target
link ../by-uphold.service $etc/multi-user.target.upholds/by-uphold.service
installed $etc/in-d.service
link ../in-d.service $etc/foo.service.d/in-d.service
installed $etc/everywhere.service
link ../everywhere.service $etc/x.target.wants/everywhere.service

# Templates and instances.
unit $etc/tpl-default@.service '[Service]' 'ExecStart=/bin/true' '[Install]' 'DefaultInstance=one' 'WantedBy=multi-user.target'
unit $etc/tpl-default-on@.service '[Service]' 'ExecStart=/bin/true' '[Install]' 'DefaultInstance=one' 'WantedBy=multi-user.target'
link $etc/tpl-default-on@.service $etc/multi-user.target.wants/tpl-default-on@one.service
installed $etc/tpl@.service
link $etc/tpl@.service $etc/multi-user.target.wants/tpl@x.service
plain $etc/tpl-static@.service
link ../tpl-static@.service $etc/multi-user.target.wants/tpl-static@x.service
installed $local/tpl-vendor@.service
link ../tpl-vendor@.service $local/multi-user.target.wants/tpl-vendor@x.service
installed $etc/tpl-own@.service
installed $etc/tpl-own@own.service RequiredBy=b.target
installed $etc/tpl-for-tpl@.service 'WantedBy=tpl@.service multi-user.target tpl@1.service'
link tpl@.service $etc/tpl-alias@x.service
link tpl@.service $etc/tpl-alias2@.service
unit $etc/tpl-alias2@.service.d/alias.conf
unit $etc/tpl-alias@x.service.d/alias-x.conf

# Also, aliases, specifiers, resets.
installed $etc/also.service "WantedBy=multi-user.target
Also=also-2.service also-missing.service"
installed $etc/also-2.service 'WantedBy=b.target'
unit $etc/only-also.service '[Service]' 'ExecStart=/bin/true' '[Install]' 'Also=also-2.service'
installed $etc/named.service 'Alias=other-name.service wrong.socket named.service sub/x.service
Alias=on-name.service'
link $etc/named.service $etc/on-name.service
link named.service $etc/hand-name.service
link ../hand-name.service $etc/multi-user.target.wants/hand-name.service
installed $etc/only-hand-alias.service
link only-hand-alias.service $etc/only-hand-alias-2.service
installed $etc/spec-a-b@.service 'Alias=%p-name@.service
WantedBy=%j.target %i.target %N.target "%n.target" 100%%.target
DefaultInstance=in-st'
installed $etc/spec.service "Alias=%N-2.service
WantedBy='b.target' \"c.target\" d\\x2de.target"
installed $etc/resets.service 'WantedBy=a.target'
unit $etc/resets.service.d/b.conf '[Install]' 'WantedBy=' 'WantedBy=b.target'
plain $etc/by-dropin.service
unit $etc/by-dropin.service.d/b.conf '[Install]' 'WantedBy=b.target'
plain $etc/by-dash-dropin.service
unit $etc/by-.service.d/b.conf '[Install]' 'WantedBy=b.target'
unit $etc/target.d/b.conf '[Install]' 'WantedBy=b.target'
unit $etc/b.target '[Unit]'
unit $etc/broken.service '[Foo' 'A=b' '[Install]' 'WantedBy=b.target'
unit $etc/half-broken.service '[Service]' 'ExecStart=/bin/true' '[Install]' 'WantedBy=b.target' '[Service' 'A=b'
unit $etc/.hidden.service '[Service]' 'ExecStart=/bin/true'
unit $etc/bad-setting.service '[Service]' 'Type=oneshot' '[Install]' 'WantedBy=b.target'
unit $etc/noinstance.mount '[Mount]' 'What=/a'

# Which drop-in of one name counts, and in which order.
plain $etc/a-b-c.service
unit $etc/a-.service.d/50.conf
unit $run/a-b-c.service.d/50.conf
unit $etc/a-b-.service.d/60.conf
unit $etc/a-b-c.service.d/60.conf
unit $etc/service.d/70.conf
unit $local/a-b-c.service.d/70.conf
unit $etc/a-b-c.service.d/9.conf
unit $etc/a-b-c.service.d/Z.conf
unit $etc/a-b-c.service.d/_.conf
unit $etc/a-b-c.service.d/zz.conf
unit $etc/a-b-c.service.d/.hidden.conf
unit $etc/a-b-c.service.d/backup.conf~
unit $etc/a-b-c.service.d/README
plain $etc/p-q@.service
for directory in p-q@i p-q@ p-@i p-@ p-; do
    unit "$etc/$directory.service.d/$directory.conf"
    unit "$run/$directory.service.d/same.conf"
done
link named.service $etc/x-named.service
unit $etc/x-named.service.d/x.conf
unit $etc/x-.service.d/x-.conf
unit $etc/named.service.d/n.conf
unit $etc/hand-name.service.d/n.conf
plain $etc/masking.service
for number in 1 2 3; do unit "$local/masking.service.d/$number.conf"; done
link /dev/null $etc/masking.service.d/1.conf
: >$etc/masking.service.d/2.conf
plain $etc/linked-dropins.service
link $opt/linked-dropins.d $etc/linked-dropins.service.d
unit $opt/linked-dropins.d/l.conf
unit $etc/odd.slice.d/s.conf '[Slice]' 'TasksMax=100'
unit $etc/no-file.service.d/n.conf

# Presets.
preset=/etc/systemd/system-preset
mkdir -p $preset /run/systemd/system-preset /usr/local/lib/systemd/system-preset
printf '%s\n' '# comment' '; comment' '  enable linked*.service' 'disable	run-*.service' 'enable run-on.service' 'Disable named.service' \
    'enable tpl@.service x y' 'disable tpl@.service' 'disable tpl-own@*.service extra' 'ignore spec.service' 'enable spec.service a' \
    'disable re[ns]*.service' 'disable re[!a-m]*.service' 'enable also' 'disable b\y*' 'disable "also.service"' 'disable also?2.service' >$preset/50-odd.preset
printf 'disable wrong*.service\r\ndisable *\r\n' >$preset/99-last.preset
printf 'enable wrong-target.service\n' >/run/systemd/system-preset/99-last.preset
printf 'disable masked.service\n' >/usr/local/lib/systemd/system-preset/10-hidden.preset
link /dev/null /run/systemd/system-preset/10-hidden.preset
printf 'enable by-*.service\n' >/usr/local/lib/systemd/system-preset/60-local.preset
printf 'enable renamed.service\n' >$preset/10-not.conf
