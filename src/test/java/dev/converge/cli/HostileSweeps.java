package dev.converge.cli;

import static dev.converge.cli.HostileBytes.MARKUP;
import static dev.converge.cli.HostileBytes.MEBIBYTE;
import static dev.converge.cli.HostileBytes.PAINT;
import static dev.converge.cli.HostileCase.lies;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hosts whose lies only a sweep hears, and such as would break out of the formats in which it is written. */
final class HostileSweeps {

    private static final String PAINTED = PAINT.replace("\n", "").replace("\0", "");
    private static final String MARKED = MARKUP.replace("/", "");
    private static final String VITALS = """
            now 1795345855
            uptime 100000.00
            pid_max 32768
            threads_max 32768
            tasks 0.10 0.10 0.10 2/300 4000
            files 1000 0 9000000
            cpus 4
            MemTotal: 4000000 kB
            MemAvailable: 3000000 kB
            """;

    private HostileSweeps() {}

    static Stream<HostileCase> all() {
        return Stream.of(texts("paint", PAINTED), texts("markup", MARKED), numbers(), floods())
                .flatMap(List::stream);
    }

    private static HostileCase found(String name, Supplier<FakeMachine> machine) {
        return lies(name, 0, "", machine);
    }

    /** A host that is well, as far as its numbers tell. */
    private static FakeMachine sweep() {
        return new FakeMachine()
                .section("vitals", VITALS)
                .section("journal", "oldest 1795000000\n")
                .section("counted all started", "status 0\n");
    }

    private static List<HostileCase> texts(String what, String text) {
        return List.of(
                found(what + "-in-the-vitals", () -> sweep().section("vitals", text + "\n" + VITALS + text + " 7\n")),
                found(what + "-in-services", () -> sweep().section("services", service("evil-a.service", text))),
                found(
                        what + "-in-the-counts",
                        () -> sweep().section("journal", "oldest 1795000000\ndisk " + text + " 1 1 1 1 1\n")
                                .section(
                                        "counted all started",
                                        "status 0\n 7 " + text + "\n 9000 evil-a.service\n 1 " + text + ".service\n")
                                .section("counted hour started", "status 0\n 900 evil-a.service\n")
                                .section("killed", "status 0\n 3 task_memcg=/system.slice/" + text + ".service\n")),
                found(
                        what + "-in-unit-files",
                        () -> sweep().file(
                                        "etc/systemd/system/evil-a.service",
                                        "[Unit]\nDescription=" + text + "\nDocumentation=" + text
                                                + "\n[Service]\nExecStart=/bin/"
                                                + text + "\nRestart=always\nMemoryMax=" + text + "\n" + text + "="
                                                + text
                                                + "\n[" + text + "]\nA=b\n")
                                .section("services", service("evil-a.service", text))),
                found(
                        what + "-in-paths-of-drop-ins",
                        () -> sweep().file("etc/systemd/system/evil-a.service", "[Service]\nExecStart=/bin/a\n")
                                .file("etc/systemd/system/evil-a.service.d/" + text + ".conf", "[Service]\nBogus=1\n")
                                .file("etc/systemd/system-preset/00-" + text + ".preset", "enable evil-a.service\n")),
                found(
                        what + "-in-links-that-lead-nowhere",
                        () -> sweep().link("etc/systemd/system/multi-user.target.wants/evil-a.service", "/opt/" + text)
                                .link("etc/systemd/system/evil-b.service", "/opt/" + text + "/evil-b.service")),
                found(
                        what + "-in-programs",
                        () -> sweep().file(
                                        "etc/systemd/system/evil-a.service", "[Service]\nExecStart=/bin/" + text + "\n")
                                .file("etc/systemd/system/evil-b.service", "[Service]\nExecStart=/bin/" + text + "\n")
                                .section(
                                        "processes",
                                        "==> proc/7/stat <==\n7 (" + text + ") S 1 1 1 0\n\n==> proc/7/cmdline <==\n"
                                                + text + "\0" + text)
                                .section("handles", "\"proc/7/exe\" -> \"/bin/" + text + "\"\n")),
                found(
                        what + "-in-packages-and-sockets",
                        () -> sweep().file("etc/systemd/system/evil-a.socket", "[Socket]\nListenStream=" + text + "\n")
                                .file("etc/systemd/system/evil-b.socket", "[Socket]\nListenStream=" + text + "\n")
                                .section(
                                        "dpkg",
                                        "var/lib/dpkg/info/" + text + ".list:/etc/systemd/system/evil-a.socket\n")));
    }

    private static String service(String name, String text) {
        return "Id=" + name + "\nLoadState=loaded\nActiveState=failed\nSubState=" + text + "\nResult=" + text
                + "\nType="
                + text + "\nSlice=" + text + "\nTriggeredBy=" + text + "\nNRestarts=3\nMainPID=7\n"
                + "ExecMainCode=1\nExecMainStatus=1\nMemoryMax=" + text + "\n\n";
    }

    private static List<HostileCase> numbers() {
        String huge = "9".repeat(30);
        return List.of(
                found(
                        "numbers-past-all-numbers-in-a-sweep",
                        () -> sweep().section(
                                        "vitals",
                                        "now " + huge + "\nuptime " + huge + ".00\npid_max " + huge + "\nMemTotal: "
                                                + huge + " kB\n")
                                .section("files", "1 " + huge + "\n")
                                .section(
                                        "services", "Id=evil-a.service\nActiveState=failed\nNRestarts=" + huge + "\n")),
                found(
                        "the-biggest-numbers-in-a-sweep",
                        () -> sweep().section(
                                        "vitals",
                                        VITALS.replace("32768", "1").replace("4000000", "9007199254740991")
                                                + "pressure memory full avg10=1.00 avg60=999.99 avg300=1.00 total=1\n")
                                .section(
                                        "services",
                                        "Id=evil-a.service\nLoadState=loaded\nActiveState=active\nMemoryMax="
                                                + Long.MAX_VALUE + "\nTasksMax=" + Long.MAX_VALUE + "\nMemoryCurrent="
                                                + Long.MAX_VALUE + "\nCPUQuotaPerSecUSec=999999s\nNRestarts="
                                                + Long.MAX_VALUE + "\n\n")
                                .section(
                                        "counted hour started",
                                        "status 0\n" + " 999999999999 evil-a.service\n".repeat(1000))),
                found(
                        "negative-numbers-in-a-sweep",
                        () -> sweep().section("vitals", "now -1\nuptime -1.00\ncpus -4\ntasks a b c -2/-300 -1\n")
                                .section(
                                        "services",
                                        "Id=evil-a.service\nActiveState=failed\nMainPID=-1\nNRestarts=-1\n")),
                found(
                        "a-time-before-the-boot",
                        () -> sweep().section(
                                        "services",
                                        "Id=evil-a.service\nLoadState=loaded\nActiveState=active\nExecMainStartTimestampMonotonic="
                                                + Long.MAX_VALUE + "\n\n")));
    }

    private static List<HostileCase> floods() {
        return List.of(
                found(
                        "a-very-long-result-of-a-service",
                        () -> sweep().section("services", service("evil-a.service", "r".repeat(MEBIBYTE / 2)))),
                found(
                        "a-very-long-line-of-a-unit",
                        () -> sweep().file(
                                        "etc/systemd/system/evil-a.service",
                                        "[Service]\nExecStart=/bin/" + "x".repeat(MEBIBYTE / 4) + "\nBogus"
                                                + "y".repeat(MEBIBYTE / 4) + "=1\n")),
                found(
                        "very-many-failed-services",
                        () -> sweep().section("services", many(40_000, "\nActiveState=failed"))),
                found(
                        "very-many-loops",
                        () -> sweep().section(
                                        "counted hour started",
                                        IntStream.range(0, 40_000)
                                                .mapToObj(number -> " 900 evil-" + number + ".service")
                                                .collect(Collectors.joining("\n", "status 0\n", "\n")))),
                found("very-many-units", HostileSweeps::manyUnits),
                found(
                        "very-many-wrong-lines",
                        () -> sweep().file(
                                        "etc/systemd/system/evil-a.service",
                                        "[Service]\n" + "Bogus=1\n".repeat(100_000))));
    }

    private static String many(int number, String rest) {
        return IntStream.range(0, number)
                .mapToObj(each -> "Id=evil-" + each + ".service\nLoadState=loaded" + rest)
                .collect(Collectors.joining("\n\n"));
    }

    private static FakeMachine manyUnits() {
        FakeMachine machine = sweep();
        for (int number = 0; number < 20_000; number++) {
            machine.file("etc/systemd/system/evil-" + number + ".service", "[Service]\nBogus=1\nRestart=always\n");
        }
        return machine;
    }
}
