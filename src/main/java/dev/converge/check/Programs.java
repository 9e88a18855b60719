package dev.converge.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what a command really runs: not the shell, but the script; not {@code env}, but what it starts. */
final class Programs {

    private static final Pattern VERSION = Pattern.compile("[0-9.]+$");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    private static final Set<String> INTERPRETERS = Set.of(
            "sh", "dash", "bash", "ash", "ksh", "zsh", "python", "pypy", "perl", "ruby", "node", "nodejs", "deno",
            "bun", "php", "java", "lua", "luajit", "tclsh", "wish", "mono", "dotnet", "Rscript", "julia", "guile",
            "awk", "gawk");

    /** Options whose value is the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-W",
            "-X",
            "-I",
            "-r",
            "--require",
            "--import",
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "-d",
            "-O",
            "-o",
            "--rcfile",
            "--init-file");

    /** Options behind which stands program text. */
    private static final Set<String> TEXT = Set.of("-c", "-e", "--eval", "-p", "--print", "-r");

    /** They do nothing that two units could not both do. */
    private static final Set<String> TRIVIAL = Set.of(
            "sleep",
            "true",
            "false",
            "echo",
            "printf",
            "cat",
            "tail",
            "head",
            "tee",
            "touch",
            "rm",
            "cp",
            "mv",
            "ln",
            "mkdir",
            "chmod",
            "chown",
            "mount",
            "umount",
            "modprobe",
            "sysctl",
            "systemctl",
            "journalctl",
            "logger",
            "busybox",
            "test",
            "yes",
            "sync",
            "kill");

    /** They do what their arguments say: only the same command twice is a duplicate. */
    private static final Set<String> GENERAL = Set.of(
            "agetty",
            "getty",
            "login",
            "docker",
            "podman",
            "nerdctl",
            "ctr",
            "runc",
            "kubectl",
            "lxc-start",
            "ssh",
            "autossh",
            "rsync",
            "rclone",
            "restic",
            "borg",
            "curl",
            "wget",
            "socat",
            "nc",
            "ncat",
            "netcat",
            "websocat",
            "screen",
            "tmux",
            "make",
            "npm",
            "npx",
            "yarn",
            "pnpm",
            "uv",
            "poetry",
            "pipenv",
            "bundle",
            "gunicorn",
            "uvicorn",
            "hypercorn",
            "celery",
            "flask",
            "streamlit",
            "supervisord",
            "ffmpeg",
            "gst-launch-",
            "vlc",
            "cvlc",
            "wpa_supplicant",
            "dhclient",
            "openvpn",
            "wg-quick",
            "stunnel",
            "Xvfb",
            "dbus-daemon",
            "git",
            "tar",
            "dd",
            "find",
            "xargs",
            "nice",
            "ionice",
            "chrt",
            "taskset",
            "timeout",
            "flock",
            "setpriv",
            "runuser",
            "su",
            "sudo",
            "chroot",
            "unshare",
            "nsenter",
            "ip",
            "nft",
            "iptables",
            "start-stop-daemon",
            "daemonize",
            "postgres",
            "redis-server",
            "memcached");

    private Programs() {}

    /**
     * @param directory what a script without a path is relative to; nothing where that is not known
     */
    static Optional<Program> identify(String program, List<String> arguments, Optional<String> directory) {
        String path = plain(program);
        String name = VERSION.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceFirst("");
        if (name.equals("env")) {
            return behindEnv(arguments, directory);
        }
        if (INTERPRETERS.contains(name)) {
            return script(name, arguments, directory);
        }
        if (TRIVIAL.contains(name)) {
            return Optional.empty();
        }
        boolean general = GENERAL.contains(name)
                || name.startsWith("systemd-")
                || name.startsWith("qemu-")
                || path.startsWith("/usr/lib/systemd/");
        return Optional.of(
                general
                        ? new Program(path + " " + String.join(" ", arguments), List.of(), true)
                        : new Program(path, arguments, true));
    }

    /** One spelling where /usr is merged: /bin/sh is /usr/bin/sh. */
    static String plain(String path) {
        String single = path.replaceAll("/(?:\\./|/)+", "/");
        return single.matches("/(bin|sbin|lib|lib64)/.*") ? "/usr" + single : single;
    }

    private static Optional<Program> behindEnv(List<String> arguments, Optional<String> directory) {
        Deque<String> words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()
                && (words.getFirst().startsWith("-")
                        || ASSIGNMENT.matcher(words.getFirst()).matches())) {
            String word = words.removeFirst();
            if (Set.of("-u", "--unset", "-C", "--chdir").contains(word)) {
                words.pollFirst();
            }
        }
        return words.isEmpty() ? Optional.empty() : identify(words.removeFirst(), new ArrayList<>(words), directory);
    }

    private static Optional<Program> script(String interpreter, List<String> arguments, Optional<String> directory) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            boolean names = word.equals("-jar") || word.equals("-m") || word.equals("-f");
            if (names || !(word.startsWith("-") || word.startsWith("+"))) {
                int at = names ? i + 1 : i;
                return at < arguments.size()
                        ? scriptFile(
                                interpreter + (word.equals("-m") ? " -m " : " "),
                                arguments.get(at),
                                arguments.subList(at + 1, arguments.size()),
                                directory)
                        : Optional.empty();
            }
            if (TEXT.contains(word) && !interpreter.equals("java")) {
                return Optional.empty();
            }
            if (WITH_VALUE.contains(word)) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static Optional<Program> scriptFile(
            String before, String script, List<String> rest, Optional<String> directory) {
        return script.startsWith("/")
                ? Optional.of(new Program(plain(script), rest, true))
                : directory.map(place -> new Program(before + script + " in " + place, rest, true));
    }
}
