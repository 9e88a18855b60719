# Which paths may be changed at all.

# What converge may change at all. The plan marks the paths that a play declares in `files`; the rest are systemd's.
check_path() {
    why='is never changed by converge'
    case $path/ in
        *//* | */./* | */../*) return 1 ;;
        "$units_dir"/.converge/*) return 1 ;;
        /proc/* | /sys/* | /dev/* | /boot/*) return 1 ;;
        /etc/machine-id/ | /etc/fstab/ | /etc/passwd*/ | /etc/shadow*/ | /etc/group*/ | /etc/gshadow*/) return 1 ;;
        /etc/sudoers/ | /etc/sudoers.d/* | /etc/ssh/* | /etc/pam.d/* | /etc/ld.so.*) return 1 ;;
        /root/.ssh/* | /home/*/.ssh/*) return 1 ;;
    esac
    if [ -n "$user" ]; then
        why="is outside the directory of units of user $user"
        case $path in
            "$user_home"/.config/systemd/user/*) return 0 ;;
        esac
        return 1
    fi
    case $path in
        /etc/systemd/*/* | /run/systemd/system/* | /run/systemd/system.control/*) return 0 ;;
        /var/lib/systemd/linger/*/*) return 1 ;;
        /var/lib/systemd/linger/*) return 0 ;;
    esac
    why='is outside the directories of systemd and no declared file'
    [ -n "$declared" ]
}

check_above() { # of $path: or sets $why
    if [ -n "$user" ]; then check_home; else check_parents "$path"; fi
}

# From the home on, everything must plainly be the user's. This is for a clear answer; what keeps other files safe is that the user's rights
# are all that is used there.
check_home() { # of $path: or sets $why
    above=$user_home rest=${path#"$user_home"/}
    [ -d "$root$above" ] || { why="is for the home $above, which is not there" && return 1; }
    while :; do
        if [ -L "$root$above" ]; then
            why="lies below the symbolic link $above"
            return 1
        elif [ -e "$root$above" ] && [ ! -d "$root$above" ]; then
            why="lies below $above, which is no directory"
            return 1
        elif [ -n "$system" ] && [ -d "$above" ] && [ "$(stat -c %u -- "$above")" != "${user_ids%:*}" ]; then
            why="lies below $above, which does not belong to user $user"
            return 1
        fi
        case $rest in
            */*) above=$above/${rest%%/*} rest=${rest#*/} ;;
            *) return 0 ;;
        esac
    done
}

# A symlink among the parents could lead anywhere.
check_parents() { # PATH: or sets $why
    above=$root rest=${1#/}
    while case $rest in */*) true ;; *) false ;; esac do
        above=$above/${rest%%/*} rest=${rest#*/}
        if [ -L "$above" ]; then
            why="lies below the symbolic link $above"
            return 1
        elif [ -e "$above" ] && [ ! -d "$above" ]; then
            why="lies below $above, which is no directory"
            return 1
        fi
    done
}
