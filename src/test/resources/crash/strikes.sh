# Goes in front of the script that carries out a change: commands that have an effect are shadowed by functions which count
# themselves and do what host.sh was told, once. Phase 1 is the change, phase 2 what recovers it. No name of the script begins
# like these.
converge_test_role=${1-}
converge_test_newline='
'
converge_test_point() { # COMMAND...
    case $converge_test_role in
        run) converge_test_in=/var/lib/crash/1 ;;
        *) converge_test_in=/var/lib/crash/2 ;;
    esac
    if [ -e "$converge_test_in/struck" ] || [ ! -e "$converge_test_in/at" ] ||
        { [ "$converge_test_role" != run ] && [ ! -e /var/lib/crash/1/struck ]; }; then
        command "$@"
        return
    fi
    read -r converge_test_at <"$converge_test_in/at"
    read -r converge_test_how <"$converge_test_in/how"
    read -r converge_test_count <"$converge_test_in/count"
    converge_test_count=$((converge_test_count + 1))
    echo "$converge_test_count" >"$converge_test_in/count"
    # A line each, also of a command with a script in it.
    converge_test_words="$*"
    echo "$converge_test_count ${converge_test_words%%"$converge_test_newline"*}" >>"$converge_test_in/log"
    case $converge_test_how in
        WRITES_LOST*) command sh /var/lib/crash/host.sh copy "$converge_test_count" </dev/null ;;
    esac
    if [ "$converge_test_count" -ne "$converge_test_at" ]; then
        command "$@"
        return
    fi
    case $converge_test_how in
        *AFTER) command "$@" ;;
    esac
    : >"$converge_test_in/struck"
    case $converge_test_how in
        KILL*) kill -s KILL $$ ;;
        POWER*) command sleep 60 ;;
    esac
    exit 1
}
