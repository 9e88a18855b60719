# Swapping: one rename a path.

swap_all() {
    each_entry "$work/plan" swap || return 1
    tokens "$targets"
    each_entry "$work/plan" check_swapped || return 1
    sync_dirs || { failed 'bring the changed directories to the disk' "$said"; return 1; }
    say 'did swap'
}

swap() {
    [ -z "$interrupted" ] || { failed "change $path" 'interrupted'; return 1; }
    target_token
    same "$token" "$old" || { failed "change $path" "it was changed meanwhile and now is $token"; return 1; }
    case $old,$new in
        d:*,-)
            attempt by_owner rmdir -- "$target" || {
                # Somebody put something there, so it stays.
                is_empty "$target" || return 0
                failed "remove $path" "$said"
                return 1
            }
            ;;
        *,-) attempt by_owner mv -fT -- "$target" "$at.old" || { failed "remove $path" "$said"; return 1; } ;;
        *,d:*) attempt make_directory || { failed "make $path" "$said"; return 1; } ;;
        *) attempt by_owner mv -fT -- "$at.new" "$target" || { failed "write $path" "$said"; return 1; } ;;
    esac
    say "did change $path"
}

# d:755, or d:755:UID:GID in the home of a user, which in a directory tree has nobody's rights but ours.
make_directory() {
    by_owner mkdir -m 755 -- "$target" || return 1
    case $new,$me in
        d:755:*,0:*) [ -n "$as" ] || chown "${new#d:755:}" -- "$target" ;;
    esac
}

# A directory may have stayed.
check_swapped() {
    next_token
    case $old,$new,$token in
        d:*,-,d:*) return 0 ;;
    esac
    same "$token" "$new" || { failed "change $path" "it was changed right after and now is $token"; return 1; }
}

# fsync of every directory that has a changed name in it, in both directions.
sync_dirs() {
    # What was renamed left its place there, too.
    dirs=$work$newline
    each_entry "$work/undo" add_dir && sync_list "$dirs"
}

add_dir() {
    dir=${target%/*}
    case $newline$dirs in
        *"$newline$dir$newline"*) ;;
        *) [ ! -d "$dir" ] || dirs=$dirs$dir$newline ;;
    esac
    [ "$place" = - ] || [ ! -d "${at%/*}" ] || dirs=$dirs${at%/*}$newline
}
