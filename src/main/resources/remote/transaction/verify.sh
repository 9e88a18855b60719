# The host's own systemd reads new unit files before anything changes.

# Has the host's own systemd read the new unit files before anything changes, under their names, in a copy of the directory they go to.
# What counts is that it ignores a line of one of them, or refuses the unit of one. All else it may say, of files that stay, or of programs
# and units that are not there yet, is for the start of the unit to find out.
verify_files() {
    verified='' fresh='' unfit=''
    each_entry "$stage/plan" list_verified
    [ -n "$verified" ] || return 0
    command -v systemd-analyze >/dev/null || { say 'unverified systemd-analyze is not installed'; return 0; }
    copy=$stage/units
    attempt copy_units || not_begun 'copy the unit files for systemd to verify' "$said"
    unit_path || not_begun 'ask systemd' "$said"
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    attempt timeout -k 5 60 env SYSTEMD_LOG_COLOR=0 SYSTEMD_UNIT_PATH="$unit_path" systemd-analyze verify --man=no -- $verified
    each_line "$said$newline" judge_line
    rm -rf -- "$copy"
    [ -z "$unfit" ] || leave unfit 1
}

below_units() { # $path lies in the directory of units, sets $name
    name=${path#"$units_dir"/}
    [ "$name" != "$path" ]
}

list_verified() {
    below_units || return 0
    unit=${name%%/*}
    case $new,$name in
        f:*,.*) return 0 ;;
        f:*,*.d/*.conf) unit=${unit%.d} ;;
        f:*,*/*) return 0 ;;
        f:*) ;;
        *) return 0 ;;
    esac
    fresh=$fresh$path$newline
    case " $verified " in
        *" $unit "*) ;;
        *) verified="$verified $unit" ;;
    esac
}

copy_units() {
    mkdir -- "$copy" || return 1
    for each in "$base"/*; do
        [ ! -e "$each" ] && [ ! -L "$each" ] || cp -a -- "$each" "$copy/" || return 1
    done
    each_entry "$stage/plan" change_copy
}

change_copy() {
    below_units || return 0
    case $new,$name in
        *,.*) return 0 ;;
        -,*) [ -d "$copy/$name" ] || rm -f -- "$copy/$name" ;;
        d:*) mkdir -- "$copy/$name" ;;
        *) rm -f -- "$copy/$name" && cp -P -- "$at.new" "$copy/$name" ;;
    esac
}

# The directories systemd looks in, with the copy for the one it is of.
unit_path() { # sets $unit_path
    ctl 30 show --property=UnitPath --value || return 1
    unit_path=''
    for each in $said; do
        [ "$each" != "$units_dir" ] || each=$copy
        unit_path=$unit_path:$each
    done
    unit_path=${unit_path#:}
}

judge_line() { # LINE
    case $1 in
        "$copy"/*:*[Ii]'gnoring'* | "$copy"/*:*'Invalid section header'*)
            line=${1#"$copy"/}
            is_new "$units_dir/${line%%:[0-9]*}" && line=$units_dir/$line
            ;;
        *.*': '*' Refusing.') line=$1 && is_new "$units_dir/${1%%: *}" ;;
        *) return 0 ;;
    esac || return 0
    case $newline$unfit in
        *"$newline$line$newline"*) ;;
        *) unfit=$unfit$line$newline && say "unfit $line" ;;
    esac
}

is_new() { # PATH: this change writes a file there
    case $newline$fresh in
        *"$newline$1$newline"*) ;;
        *) return 1 ;;
    esac
}
