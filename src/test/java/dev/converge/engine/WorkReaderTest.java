package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.Connection;
import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    @BeforeEach
    void writeInventoryAndPlaybook() throws IOException {
        write("hosts.yml", """
                all:
                  vars: { level: fleet }
                  children:
                    web: { hosts: { web1: , web2: { level: host } } }
                    db: { hosts: { db1: } }
                """);
        write("site.yml", """
                - name: Web
                  hosts: web
                  tags: [front]
                  units:
                    a.service: { content: "[Service]\\nExecStart=/bin/echo {{ level }}\\n" }
                - name: All
                  hosts: all
                  tags: [base]
                  presets: { "x.service": disable }
                """);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private final class Asking {
        private Optional<Path> root = Optional.empty();
        private List<Path> inventory = List.of(folder.resolve("hosts.yml"));
        private Optional<String> limit = Optional.empty();
        private List<String> extraVars = List.of();
        private List<String> tags = List.of();

        Work read() {
            return WorkReader.read(
                    new Request(
                            root,
                            inventory,
                            List.of(folder.resolve("site.yml")),
                            Optional.empty(),
                            limit,
                            extraVars,
                            tags,
                            new Request.Connecting(Optional.of("deploy"), Optional.empty(), Duration.ofSeconds(15))),
                    problems);
        }
    }

    private static List<String> names(Work work) {
        return work.tasks().stream().map(task -> task.host().value()).toList();
    }

    private static String unitText(Work work, int task) {
        return work.tasks()
                .get(task)
                .desired()
                .plays()
                .getFirst()
                .units()
                .getFirst()
                .file()
                .orElseThrow()
                .text()
                .orElseThrow();
    }

    private List<String> told() {
        return problems.sorted().stream().map(WorkReaderTest::told).toList();
    }

    private static String told(Problem problem) {
        return problem.message() + (problem.remedy().isEmpty() ? "" : " (" + problem.remedy() + ")");
    }

    @Test
    void eachHostGetsThePlaysThatSelectItInInventoryOrder() {
        Work work = new Asking().read();

        assertThat(problems.sorted()).isEmpty();
        assertThat(names(work)).containsExactly("web1", "web2", "db1");
        assertThat(work.tasks())
                .extracting(task -> task.desired().plays().size())
                .containsExactly(2, 2, 1);
        assertThat(work.plays()).isEqualTo(2);
    }

    /** As in Ansible. A bastion has another key than the laptop whose inventory it got. */
    @Test
    void extraVariablesDecideHowAHostIsReachedToo() throws IOException {
        write(
                "hosts.yml",
                "web: { hosts: { web1: { ansible_user: ops, ansible_ssh_private_key_file: /home/ops/key } } }\n");
        write("site.yml", "- { name: Web, hosts: web, presets: { x.service: disable } }\n");
        Asking asking = new Asking();
        asking.extraVars = List.of("ansible_ssh_private_key_file=/run/key", "converge_known_hosts=/etc/known");

        Work work = asking.read();

        assertThat(problems.sorted()).isEmpty();
        assertThat(work.tasks())
                .extracting(task -> task.target().connection())
                .containsExactly(new Connection.Ssh(
                        "web1", 22, "ops", Optional.of(Path.of("/run/key")), List.of(Path.of("/etc/known"))));
    }

    @Test
    void anExtraVariableThatNoConnectionCanFollowIsToldWhereItIsWritten() {
        Asking asking = new Asking();
        asking.limit = Optional.of("db1");
        asking.extraVars = List.of("ansible_port=ssh");

        asking.read();

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.spot().file()).isEqualTo("command line");
            assertThat(problem.message())
                    .isEqualTo("'ansible_port' should be a port, 1 to 65535, not 'ssh' (host db1)");
        });
    }

    @Test
    void aHostBelongsToTheRolloutOfTheFirstOfItsPlaysThatHasOne() throws IOException {
        write("site.yml", """
                - { name: Web, hosts: web, presets: { "x.service": disable } }
                - { name: Web two, hosts: web2, rollout: { batches: 2 }, presets: { "y.service": disable } }
                - { name: All, hosts: all:!db, rollout: { batches: 3 }, presets: { "z.service": disable } }
                - { name: Db, hosts: db, presets: { "z.service": disable } }
                """);

        Work work = new Asking().read();

        assertThat(told()).isEmpty();
        assertThat(work.tasks())
                .extracting(task -> task.host() + " "
                        + task.group()
                                .map(group -> group.position() + " " + group.play())
                                .orElse("-"))
                .containsExactly("web1 2 all", "web2 1 web-two", "db1 -");
    }

    @Test
    void aLimitNarrowsTheRunDown() {
        Asking asking = new Asking();
        asking.limit = Optional.of("all:!web1");

        assertThat(names(asking.read())).containsExactly("web2", "db1");
    }

    @Test
    void aLimitThatMatchesNothingIsAProblem() {
        Asking asking = new Asking();
        asking.limit = Optional.of("wbe1");

        asking.read();

        assertThat(told())
                .containsExactly("--limit 'wbe1' matches no host of the inventory ('wbe1': did you mean 'web1'?)");
    }

    @Test
    void aPlayThatMatchesNothingIsAProblemAtItsHosts() throws IOException {
        write("site.yml", "- name: Web\n  hosts: webb\n  presets: { 'x.service': disable }\n");

        new Asking().read();

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.spot().line()).isEqualTo(2);
            assertThat(problem.message()).isEqualTo("hosts 'webb' matches no host of the inventory");
            assertThat(problem.remedy()).isEqualTo("'webb': did you mean 'web'?");
        });
    }

    @Test
    void hostsThatNoPlayIsForAreSaidToBeWithoutWork() throws IOException {
        write("site.yml", "- name: Web\n  hosts: web\n  presets: { 'x.service': disable }\n");
        Asking asking = new Asking();
        asking.limit = Optional.of("db");

        asking.read();

        assertThat(told()).containsExactly("no play is for any of the hosts that were asked for");
    }

    @Test
    void tagsChoosePlays() {
        Asking asking = new Asking();
        asking.tags = List.of("front");

        assertThat(names(asking.read())).containsExactly("web1", "web2");
    }

    @Test
    void aTagThatNoPlayHasIsAProblem() {
        Asking asking = new Asking();
        asking.tags = List.of("frnot");

        asking.read();

        assertThat(told()).contains("--tags 'frnot': no play has that tag (did you mean 'front'?)");
    }

    @Test
    void extraVariablesOverrideTheHosts() throws IOException {
        Path file = write("vars.yml", "level: file\nother: 1\n");
        Asking asking = new Asking();
        asking.extraVars = List.of("level=first", "@" + file);

        Work work = asking.read();

        assertThat(unitText(work, 1)).contains("ExecStart=/bin/echo file\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"level", "=x", "1a=x", "@", "@/does/not/exist.yml"})
    void whatSetsNoVariableIsAProblem(String written) {
        Asking asking = new Asking();
        asking.extraVars = List.of(written);

        asking.read();

        assertThat(problems.sorted()).hasSize(1);
    }

    @Test
    void thePatternOfAPlayKnowsExtraVariables() throws IOException {
        write("site.yml", "- name: Web\n  hosts: '{{ where }}'\n  presets: { 'x.service': disable }\n");
        Asking asking = new Asking();
        asking.extraVars = List.of("where=db");

        assertThat(names(asking.read())).containsExactly("db1");
    }

    @Test
    void aTreeGetsAllPlaysWhateverTheirHosts() throws IOException {
        Asking asking = new Asking();
        asking.root = Optional.of(Files.createDirectory(folder.resolve("tree")));
        asking.inventory = List.of();
        asking.extraVars = List.of("level=tree");

        Work work = asking.read();

        assertThat(problems.sorted()).isEmpty();
        assertThat(names(work)).containsExactly("root");
        assertThat(work.tasks().getFirst().desired().plays()).hasSize(2);
        assertThat(work.tasks().getFirst().target().connection())
                .isEqualTo(new Connection.Root(folder.resolve("tree")));
    }

    @Test
    void aTreeHasTheVariablesOfAllWhenAnInventoryIsNamed() throws IOException {
        Asking asking = new Asking();
        asking.root = Optional.of(Files.createDirectory(folder.resolve("tree")));

        Work work = asking.read();

        assertThat(unitText(work, 0)).contains("ExecStart=/bin/echo fleet\n");
    }

    @Test
    void aRootThatIsNoDirectoryIsAProblem() {
        Asking asking = new Asking();
        asking.root = Optional.of(folder.resolve("nowhere"));

        asking.read();

        assertThat(told()).containsExactly("--root '" + folder.resolve("nowhere") + "' is not a directory");
    }

    @Test
    void problemsOfAllFilesAreToldTogether() throws IOException {
        write("hosts.yml", "all: { hosts: { web1: { ansible_port: none } } }\n");
        write(
                "site.yml",
                "- name: Web\n  hosts: all\n  unts: {}\n- name: B\n  hosts: all\n  units: { a.service: { content: '{{ nope }}' } }\n");
        Asking asking = new Asking();
        asking.extraVars = List.of("nonsense");

        asking.read();

        assertThat(problems.sorted())
                .extracting(
                        problem -> Path.of(problem.spot().file()).getFileName().toString() + ":"
                                + problem.spot().line())
                .contains("command line:0", "hosts.yml:1", "site.yml:3", "site.yml:6");
    }
}
