# Staging: everything that is needed to go forward and back is on disk before anything changes.

stage_all() {
    journal=$made$swaps$emptied
    reversed='' targets='' staged=''
    printf '%send\n' "$journal" >"$stage/plan" || not_begun 'store the plan' 'no space, or an error of the disk'
    attempt each_entry "$stage/plan" true || not_begun 'read back the plan' 'an error of the disk'
    each_entry "$stage/plan" reverse
    printf '%send\n' "$reversed" >"$stage/undo" || not_begun 'store the way back' 'no space, or an error of the disk'
    attempt each_entry "$stage/undo" true || not_begun 'read back the way back' 'an error of the disk'
    # Given back when an undo begins, should the disk be full by then.
    head -c 65536 /dev/zero >"$stage/reserve" || not_begun 'reserve space for the way back' 'no space, or an error of the disk'
    to_sync="$stage/plan$newline$stage/undo$newline$stage/reserve$newline$stage/about$newline$stage/stops$newline$stage/jobs$newline"
    [ -z "$far_dirs" ] || announce_beside
    exec 5<"$stage/blob"
    each_entry "$stage/plan" stage_entry || not_begun "prepare $path" "$said"
    exec 5<&-
    tokens "$staged"
    each_entry "$stage/plan" check_staged || not_begun "prepare $path" "$said"
    rm -f -- "$stage/blob"
    [ -z "$system" ] || { verify_files; stage_units; stage_decisions; }
    sync_list "$to_sync" || not_begun 'bring the preparation to the disk' "$said"
    sync_list "$far_sync$stage$newline$home$newline" || not_begun 'bring the preparation to the disk' "$said"
}

# Files on other file systems must never be there without the list that says whose they are.
announce_beside() {
    attempt touch -- "$stage/beside" || not_begun 'store the plan' "$said"
    sync_list "$to_sync$stage/beside$newline" || not_begun 'bring the preparation to the disk' "$said"
    sync_list "$stage$newline$home$newline" || not_begun 'bring the preparation to the disk' "$said"
}

reverse() {
    targets=$targets${as:+@$as:}$target$newline
    reversed=$n$newline$place$newline$old$newline$new$newline$size$newline$path$newline$reversed
}

stage_entry() {
    if [ "$place" != - ]; then
        far_sync=$far_sync${at%/*}$newline
    fi
    case $new in
        l:*) attempt by_owner ln -s -- "${new#l:}" "$at.new" || return 1 ;;
        f:*) stage_file || return 1 ;;
    esac
    case $old,$new in
        [fl]:*,-) [ "$place" = - ] || keep_copy ;;
        [fl]:*) back_up ;;
    esac
}

# Content, then owner, then mode, because a change of owner clears set-id bits.
stage_file() {
    mode=${new#f:}
    owner=${mode#*:}
    owner=${owner%:*}
    mode=${mode%%:*}
    [ -z "$as" ] || { stage_for_user; return; }
    set_umask
    head -c "$size" <&5 >"$at.new"
    status=$?
    umask 077
    said='no space, or an error of the disk'
    [ "$status" = 0 ] || return 1
    [ "$owner" = "$me" ] || attempt chown "$owner" -- "$at.new" || return 1
    [ -z "$chmod" ] || attempt chmod "$mode" -- "$at.new" || return 1
    staged=$staged$at.new$newline
    to_sync=$to_sync$at.new$newline
} 2>/dev/null

stage_for_user() {
    said='no space, or an error of the disk'
    head -c "$size" <&5 >"$work/part" || return 1
    # shellcheck disable=SC2016 # for the other shell
    attempt as_user 30 "$as" sh -c 'umask 077 && set -C && cat >"$1" && chmod "$2" -- "$1"' sh "$at.new" "$mode" <"$work/part" || return 1
    rm -f -- "$work/part"
    staged=$staged@$as:$at.new$newline
    to_sync=$to_sync$at.new$newline
}

# Saves a chmod where a new file can be born with its mode: no bit to execute, none of the special ones.
set_umask() { # for $mode; sets $chmod if that is still needed
    chmod=yes
    case $mode in
        [0246][0246][0246])
            tail=${mode#?}
            umask "$((6 - ${mode%??}))$((6 - ${tail%?}))$((6 - ${tail#?}))"
            chmod=''
            ;;
    esac
}

# Reads back what was written.
check_staged() {
    case $new in
        f:*) ;;
        *) return 0 ;;
    esac
    next_token
    said="staged as $token instead of $new"
    [ "$token" = "$new" ]
}

# A hard link keeps everything, costs no space and needs no fsync of content. A copy is read back.
back_up() {
    [ "$place" = - ] || keep_copy || return 1
    attempt by_owner ln -- "$target" "$at.old" && return
    # A copy in a home would be ours.
    [ -z "$as" ] || return 1
    copy_to "$at.old"
}

# For the history: what lies beside the target goes when the change is over.
keep_copy() {
    copy_to "$work/$n.old"
}

copy_to() { # FILE
    attempt cp -a -- "$target" "$1" || return 1
    token "$1"
    said="copied as $token instead of $old"
    [ "$token" = "$old" ] || return 1
    [ -L "$1" ] || to_sync=$to_sync$1$newline
}

# fsync of each file or directory of a list. Never a plain `sync`, which waits for every disk there is.
sync_list() { # LINES
    lines_to_words "$1"
    # shellcheck disable=SC2086 # split at newlines
    set -- $words
    words_are_words
    [ $# = 0 ] || attempt sync -- "$@"
}

open_change() {
    attempt mv -T -- "$stage" "$home/txn" || {
        why=$said
        # It may have done so all the same.
        [ -d "$stage" ] || attempt mv -T -- "$home/txn" "$stage"
        not_begun 'open the change' "$why"
    }
    stage='' work=$home/txn
    attempt sync -- "$home" || {
        failed 'bring the open change to the disk' "$said"
        return 1
    }
    say 'did prepare'
}
