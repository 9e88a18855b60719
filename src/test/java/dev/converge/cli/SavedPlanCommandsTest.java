package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code plan -o FILE} and {@code apply --plan FILE} on a directory tree. */
final class SavedPlanCommandsTest {

    private static final String UNIT = "host/etc/systemd/system/tank.service";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void layOutATreeAndAPlaybook() throws IOException {
        write("host/etc/machine-id", "5d2b8a3c7e9f4061b2d3c4e5f6a7b8c9\n");
        write("host/etc/systemd/system/stray-a.service", "[Service]\nExecStart=/bin/true\n");
        write("book/templates/tank.service", "[Service]\nExecStart=/bin/tank --key={{ key }}\n");
        write("book/site.yml", """
                - name: Tank
                  hosts: all
                  units:
                    tank.service: { template: tank.service }
                  strays: [{ match: ["stray-*.service"] }]
                """);
    }

    private Path write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        return Files.writeString(folder.resolve(file), text);
    }

    private Cli plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "plan",
                "--root",
                folder.resolve("host").toString(),
                folder.resolve("book/site.yml").toString(),
                "-e",
                "key=geheim",
                "-o",
                file().toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("tank.plan");
    }

    private Cli apply(String... more) {
        List<String> arguments = new ArrayList<>(List.of("apply", "--plan", file().toString(), "--yes"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void whatWasSavedIsCarriedOutAndNothingIsLeftToDo() {
        Cli plan = plan();

        Cli apply = apply();

        assertThat(plan.status()).isZero();
        assertThat(plan.out()).contains("Saved as run 20", "converge apply --plan " + file() + "\n");
        assertThat(apply.err()).isEmpty();
        assertThat(apply.status()).isZero();
        assertThat(apply.out())
                .contains("  + /etc/systemd/system/tank.service\n", "root done: 3 changes", "nothing is left to do");
        assertThat(folder.resolve(UNIT)).content().contains("/bin/tank --key=geheim");
        assertThat(folder.resolve("host/etc/systemd/system/stray-a.service")).doesNotExist();
        assertThat(plan("--detailed-exitcode").status()).isZero();
    }

    @Test
    void onlyItsOwnerMayReadTheFileAndNothingElseIsLeftBesideIt() throws IOException {
        plan();

        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("host", "book", "tank.plan");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aPlanIsCarriedOutOnce() throws IOException {
        plan();
        apply();
        Files.delete(folder.resolve(UNIT));

        Cli again = apply();

        assertThat(again.status()).isEqualTo(5);
        assertThat(again.out()).containsPattern("run 20\\S+ was carried out on this host before, at 20\\S+Z");
        assertThat(folder.resolve(UNIT)).doesNotExist();
    }

    @Test
    void aHandEditAfterThePlanIsARefusalThatNamesThePathAndTouchesNothing() throws IOException {
        plan();
        write("host/etc/systemd/system/stray-a.service", "[Service]\nExecStart=/bin/other\n");

        Cli apply = apply();

        assertThat(apply.status()).isEqualTo(5);
        assertThat(apply.out()).contains("/etc/systemd/system/stray-a.service now is a file of ");
        assertThat(folder.resolve(UNIT)).doesNotExist();
        assertThat(folder.resolve("host/etc/systemd/system/stray-a.service")).exists();
    }

    @Test
    void changedInputsAreToldAndThePlanIsCarriedOutAsItWasSaved() throws IOException {
        plan();
        write("book/templates/tank.service", "[Service]\nExecStart=/bin/other\n");
        Files.delete(folder.resolve("book/site.yml"));

        Cli apply = apply();

        assertThat(apply.status()).isZero();
        assertThat(apply.err()).isEqualTo("""
                        converge: since this plan was saved, what it was made from has changed:
                            %1$s/book/site.yml
                            %1$s/book/templates/tank.service
                        It is carried out as it was saved.
                        """.formatted(folder));
        assertThat(folder.resolve(UNIT)).content().contains("/bin/tank --key=geheim");
    }

    @Test
    void anotherPlanMayTakeThePlaceOfAPlanAndNothingElseMay() throws IOException {
        plan();
        Cli second = plan();
        Files.writeString(file(), "my notes\n");

        Cli third = plan();

        assertThat(second.status()).isZero();
        assertThat(third.status()).isEqualTo(1);
        assertThat(third.out()).isEmpty();
        assertThat(third.err())
                .isEqualTo(
                        "converge: " + file()
                                + " is there already and is not a saved plan, so it is left alone: name another file with -o\n");
        assertThat(file()).hasContent("my notes\n");
    }

    @Test
    void aLinkIsNotFollowedToAPlan() throws IOException {
        plan();
        Path target = Files.move(file(), folder.resolve("other.plan"));
        Files.createSymbolicLink(file(), target);

        Cli again = plan();

        assertThat(again.status()).isEqualTo(1);
        assertThat(Files.isSymbolicLink(file())).isTrue();
        assertThat(Files.exists(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void aFileThatOthersMayWriteIsNotTrusted() throws IOException {
        plan();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw----"));

        Cli apply = apply();

        assertThat(apply.status()).isEqualTo(1);
        assertThat(apply.err()).contains("can be written by others").contains("chmod 600");
    }

    @Test
    void whatIsNoPlanIsRefusedInOneLine() throws IOException {
        plan();
        Files.writeString(
                file(), Files.readString(file()).replace("geheim", "gehe1m").replace("/tank.service", "/tan.service"));

        Cli edited = apply();
        Files.writeString(file(), "- name: Tank\n");
        Cli foreign = apply();
        Files.delete(file());
        Cli missing = apply();

        assertThat(edited.err())
                .isEqualTo("converge: " + file()
                        + ": it is not as it was saved: something was changed in it, or is damaged."
                        + " Change the playbook instead, and make the plan again: converge plan -o FILE\n");
        assertThat(foreign.err())
                .isEqualTo("converge: " + file() + ": it is not a saved plan. Make it again: converge plan -o FILE\n");
        assertThat(missing.err()).isEqualTo("converge: " + file() + ": there is no such file\n");
        assertThat(List.of(edited.status(), foreign.status(), missing.status())).containsOnly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "site.yml,PLAYBOOK",
        "--root /srv,--root",
        "-i hosts.yml,--inventory",
        "-e a=b,--extra-vars",
        "--tags a,--tags",
        "--templates x,--templates",
        "-u op,--user",
        "--private-key k,--private-key",
        "--timeout 5,--timeout",
        "--resume,--resume",
        "site.yml --root /srv -e a=b,'PLAYBOOK, --root, --extra-vars'",
    })
    void whatOnlyMakingAPlanTakesIsRefusedBesideOne(String given, String named) {
        plan();

        Cli apply = apply(given.split(" "));

        assertThat(apply.status()).isEqualTo(1);
        assertThat(apply.err())
                .isEqualTo("converge: apply --plan carries out what the plan says, and nothing else: leave out " + named
                        + ", or plan anew with it\n");
        assertThat(folder.resolve(UNIT)).doesNotExist();
    }

    @Test
    void aPlanIsLimitedToHostsByTheirNames() {
        plan();

        Cli other = apply("--limit", "web*");
        Cli apply = apply("--limit", "ro*:!web");

        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err())
                .isEqualTo(
                        "converge: --limit 'web*' matches no host of the plan; it knows them by name, not by group, and has"
                                + " root\n");
        assertThat(apply.status()).isZero();
    }

    @Test
    void jsonStaysOneDocumentOnStandardOutput() {
        Cli plan = plan("--format", "json");

        Cli apply = apply("--format", "json");

        assertThat(plan.out()).startsWith("{").endsWith("}\n").doesNotContain("Saved as run");
        assertThat(apply.out()).startsWith("{").contains("\"result\": \"done\"");
    }
}
