# What is at a path, in one line.

token() { # PATH: sets $token
    if [ -L "$1" ]; then
        # The dot keeps newlines at the end of a target.
        token=$(readlink -n -- "$1" && echo .)
        token=l:${token%.}
    elif [ -d "$1" ]; then
        token=$(stat -c 'd:%a:%u:%g' -- "$1")
    elif [ -f "$1" ]; then
        token=$(stat -c 'f:%a:%u:%g' -- "$1")
        # By redirection: given a name with a backslash, sha256sum would print an escaped line.
        sum=$(sha256sum <"$1")
        token=$token:${sum%% *}
    elif [ -e "$1" ]; then
        token=o
    else
        token=-
    fi
} 2>/dev/null

# The same for many paths with two processes instead of two for each file.
tokens() { # LINES OF PATHS: sets $tokens, a line each
    tokens='' files=''
    each_line "$1" add_file
    if bulk_stat "$files"; then
        each_line "$1" add_known_token
    else
        # One of them went away or cannot be read.
        each_line "$1" add_token
    fi
}

# A path with @UID:GID: before it is none of these.
add_file() { # PATH
    [ -L "$1" ] || [ ! -f "$1" ] || files=$files$1$newline
}

# Sets $stats and $sums, a line for each file.
bulk_stat() { # LINES OF PATHS
    stats='' sums=''
    [ -n "$1" ] || return 0
    lines_to_words "$1"
    # shellcheck disable=SC2086 # split at newlines
    stats=$(stat -c 'f:%a:%u:%g' -- $words) && sums=$(sha256sum -- $words)
    status=$?
    words_are_words
    return "$status"
} 2>/dev/null

add_known_token() { # PATH
    case $newline$files in
        *"$newline$1$newline"*)
            sum=${sums%%"$newline"*}
            # A backslash in front says that the name after it is escaped.
            sum=${sum#\\}
            tokens=$tokens${stats%%"$newline"*}:${sum%% *}$newline
            stats=${stats#*"$newline"} sums=${sums#*"$newline"}
            ;;
        *) add_token "$1" ;;
    esac
}

add_token() { # PATH, or @UID:GID:PATH
    case $1 in
        @*) user_token "${1%%:/*}" "/${1#*:/}" ;;
        *) token "$1" ;;
    esac
    # No plan names a link with a line break in it, so it is no match in any case.
    case $token in
        *"$newline"*) token='l:?' ;;
    esac
    tokens=$tokens$token$newline
}

# The next of $tokens.
next_token() { # sets $token
    token=${tokens%%"$newline"*}
    tokens=${tokens#*"$newline"}
}

# What is at a path in a user's home: found with the user's rights and in limited time, because it may become a FIFO while it is read.
user_token() { # @UID:GID PATH: sets $token
    # shellcheck disable=SC2016 # for the other shell
    attempt as_user 20 "${1#@}" sh -c '
        if [ -L "$1" ]; then
            token=$(readlink -n -- "$1" && echo .)
            printf "%s" "l:${token%.}"
        elif [ -d "$1" ]; then
            stat -c "d:%a:%u:%g" -- "$1"
        elif [ -f "$1" ]; then
            token=$(stat -c "f:%a:%u:%g" -- "$1") && sum=$(sha256sum <"$1") && echo "$token:${sum%% *}"
        elif [ -e "$1" ]; then
            echo o
        else
            echo -
        fi' sh "$2" || said='?'
    token=$said
}

target_token() { # of an entry: sets $token
    if [ -n "$as" ]; then user_token "@$as" "$target"; else token "$target"; fi
}

# Lets an unquoted $words fall apart at newlines and nowhere else, until words_are_words.
lines_to_words() { # LINES
    words=$1
    IFS=$newline
    set -f
}

words_are_words() {
    set +f
    unset IFS
}

# Directories are the same whatever their mode: converge makes and removes them, it does not manage them.
same() { # TOKEN TOKEN
    case $1,$2 in
        d:*,d:*) return 0 ;;
    esac
    [ "$1" = "$2" ]
}

is_empty() { # DIRECTORY
    for inside in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        if [ -e "$inside" ] || [ -L "$inside" ]; then
            return 1
        fi
    done
}
