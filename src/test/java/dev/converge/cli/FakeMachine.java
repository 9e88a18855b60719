package dev.converge.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine that answers converge's scripts as a sound host would, without running anything: it has files, and a change it is sent is
 * carried out on them. What a hostile host says is made from what this one says.
 */
final class FakeMachine {

    private static final Pattern PROBE = Pattern.compile("\nprobe '([0-9a-f]{32})' ");
    private static final Pattern BEGIN = Pattern.compile("\nbegin ([0-9a-f]{32}) \\S+\n");
    private static final Pattern HISTORY = Pattern.compile("\nhistory ([0-9a-f]{32}) ");
    private static final Pattern PATH = Pattern.compile("(?:path|file) /(.*)");
    private static final Pattern TO = Pattern.compile("to (.*)");
    private static final Pattern SIZE = Pattern.compile("size ([0-9]+)");
    private static final Pattern MANIFEST = Pattern.compile("manifest [0-9a-f]{64} ([0-9]+)");
    private static final Pattern CONTENT = Pattern.compile("content ([0-9]+)");

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, String> links = new TreeMap<>();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private final StringBuilder strange = new StringBuilder();
    private final Map<String, String> kept = new LinkedHashMap<>();

    /** The change that stands and was not confirmed yet. */
    private List<String> plan = List.of();

    FakeMachine() {
        section("dpkg", "");
        section("passwd", "root:x:0:0:root:/root:/bin/sh\n");
        section("group", "root:x:0:\n");
        section("hazards", "");
        section("units", "init.scope loaded active running System and Service Manager\n");
        section("show", "");
        section("cgroups", "==> proc/1/cgroup <==\n0::/init.scope\n");
    }

    /** What a script asks for. */
    enum Kind {
        PROBE,
        LAUNCH,
        CONFIRM,
        HISTORY
    }

    static Kind kindOf(String script) {
        if (PROBE.matcher(script).find()) {
            return Kind.PROBE;
        }
        if (HISTORY.matcher(script).find()) {
            return Kind.HISTORY;
        }
        return script.contains("\nlaunch <<'") ? Kind.LAUNCH : Kind.CONFIRM;
    }

    /** The number that only this run knows. */
    static String nonceOf(String script) {
        for (Pattern call : List.of(PROBE, BEGIN, HISTORY)) {
            Matcher matcher = call.matcher(script);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("a script that calls neither probe nor begin nor history");
    }

    FakeMachine file(String path, String content) {
        files.put(path, content.getBytes(ISO_8859_1));
        return this;
    }

    FakeMachine link(String path, String target) {
        links.put(path, target);
        return this;
    }

    /** A file that the host keeps of an earlier run, below the home of converge. */
    FakeMachine kept(String path, String content) {
        kept.put(path, content);
        return this;
    }

    FakeMachine directory(String path) {
        return stat("4096 41c0 0 0 7 1.0 " + path + "\n");
    }

    /** Adds a line to what stat says, as it is. */
    FakeMachine stat(String line) {
        strange.append(line);
        return this;
    }

    /** Another text for one of the sections behind the files, as bytes. */
    FakeMachine section(String name, String text) {
        sections.put(name, text);
        return this;
    }

    /** The answer, each character a byte. A change is carried out. */
    String answer(String script) {
        String nonce = nonceOf(script);
        return switch (kindOf(script)) {
            case PROBE -> probe(nonce);
            case LAUNCH -> launch(script, nonce);
            case CONFIRM -> confirm(nonce);
            case HISTORY -> history(nonce);
        };
    }

    private String probe(String nonce) {
        StringBuilder stat = new StringBuilder();
        StringBuilder contents = new StringBuilder();
        files.forEach((path, content) -> {
            stat.append(content.length + " 81a4 0 0 7 1795345855.77 " + path + "\n");
            contents.append(new String(content, ISO_8859_1));
        });
        StringBuilder targets = new StringBuilder();
        links.forEach((path, target) -> {
            stat.append("1 a1ff 0 0 7 1795345855.77 " + path + "\n");
            targets.append(target + "\0");
        });
        stat.append(strange);
        StringBuilder answer = new StringBuilder("BEGIN " + nonce + "\n");
        append(answer, nonce, "host", "0\n0\nset\nsystemd 252 (252.39-1~deb12u2)\n");
        append(answer, nonce, "stat", stat.toString());
        append(answer, nonce, "links", targets.toString());
        append(answer, nonce, "contents", contents.toString());
        sections.forEach((name, text) -> append(answer, nonce, name, text));
        return answer.append("\nEND " + nonce + " 0\n").toString();
    }

    private static void append(StringBuilder answer, String nonce, String name, String text) {
        answer.append("\n@" + nonce + " " + name + "\n" + text);
    }

    private String launch(String script, String nonce) {
        List<String> lines = script.lines().toList();
        plan = lines.subList(lines.indexOf("launch <<'" + nonce + "'") + 1, lines.lastIndexOf(nonce));
        return "BEGIN " + nonce + "\ndid swap\ndid daemon-reload\nawait 30\nEND " + nonce + " 0\n";
    }

    private String confirm(String nonce) {
        carryOut();
        String outcome = plan.isEmpty() ? "gone" : "applied";
        return "BEGIN " + nonce + "\ndid swap\ndid daemon-reload\nawait 30\noutcome " + outcome + "\nEND " + nonce
                + " 0\n";
    }

    private String history(String nonce) {
        StringBuilder list = new StringBuilder();
        kept.forEach((path, content) -> list.append(content.length() + " " + path + "\n"));
        return "BEGIN " + nonce + "\n\n@" + nonce + " files\n" + list + "\n@" + nonce + " bytes\n"
                + String.join("", kept.values()) + "\nEND " + nonce + " 0\n";
    }

    private void carryOut() {
        List<String> paths = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (String line : plan) {
            first(PATH, line, paths);
            first(TO, line, tokens);
            List<String> size = new ArrayList<>();
            first(SIZE, line, size);
            first(MANIFEST, line, size);
            size.forEach(digits -> sizes.add(Integer.valueOf(digits)));
            if (MANIFEST.matcher(line).matches()) {
                paths.add("etc/systemd/system/.converge/manifest");
                tokens.add("f:");
            }
            if (CONTENT.matcher(line).matches()) {
                String encoded = String.join("", plan.subList(plan.indexOf(line) + 1, plan.size()));
                store(
                        paths,
                        tokens,
                        sizes,
                        ByteBuffer.wrap(Base64.getMimeDecoder().decode(encoded.getBytes(UTF_8))));
                return;
            }
        }
    }

    private static void first(Pattern pattern, String line, List<String> found) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.matches()) {
            found.add(matcher.group(1));
        }
    }

    private void store(List<String> paths, List<String> tokens, List<Integer> sizes, ByteBuffer contents) {
        for (int i = 0; i < paths.size(); i++) {
            byte[] content = new byte[sizes.get(i)];
            contents.get(content);
            files.remove(paths.get(i));
            links.remove(paths.get(i));
            if (tokens.get(i).startsWith("f:")) {
                files.put(paths.get(i), content);
            }
        }
    }
}
