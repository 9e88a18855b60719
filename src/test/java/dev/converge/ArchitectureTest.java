package dev.converge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of the packages, and who may use what. The two tables below are the law; CONTRIBUTING.md explains them.
 * A package that arrives needs its row first, a library needs the one package that may import it.
 */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    static final String ROOT = "dev.converge";

    /** A package, and the packages of ours that it may import. Each row names rows above it only. */
    private record Row(String name, Set<String> mayImport) {
        static Row of(String name, String mayImport) {
            return new Row(name, new TreeSet<>(List.of(mayImport.split(" "))));
        }
    }

    private static final List<Row> PACKAGES = List.of(
            Row.of("unit", ""),
            Row.of("problem", ""),
            Row.of("host", ""),
            Row.of("finding", "unit"),
            Row.of("yaml", "problem"),
            Row.of("template", "problem"),
            Row.of("inventory", "yaml problem host"),
            Row.of("playbook", "finding yaml problem unit"),
            Row.of("desired", "finding inventory playbook template unit host problem"),
            Row.of("observed", "unit host"),
            Row.of("explain", "observed unit problem"),
            Row.of("check", "finding desired observed unit problem"),
            Row.of("remedy", "finding check desired observed unit problem host"),
            Row.of("alert", "desired host unit yaml"),
            Row.of("diff", "desired observed unit problem host"),
            Row.of("plan", "finding check diff unit host"),
            Row.of("apply", "plan unit host"),
            Row.of("history", "apply plan diff observed unit host"),
            // everything above
            Row.of(
                    "engine",
                    "unit problem host finding yaml template inventory playbook desired observed explain check remedy alert diff plan apply history"),
            Row.of("ssh", "host"),
            // everything above except ssh
            Row.of(
                    "report",
                    "unit problem host finding yaml template inventory playbook desired observed explain check remedy alert diff plan apply history engine"),
            // everything
            Row.of(
                    "cli",
                    "unit problem host finding yaml template inventory playbook desired observed explain check remedy alert diff plan apply history engine"
                            + " ssh report"));

    /** The root package of a library, and the one package of ours that may import it. */
    private record Fence(String library, String owner) {}

    private static final List<Fence> LIBRARIES = List.of(
            new Fence("org.yaml.snakeyaml", "yaml"),
            new Fence("io.pebbletemplates", "template"),
            new Fence("net.schmizz", "ssh"),
            new Fence("com.hierynomus", "ssh"),
            new Fence("org.slf4j", "ssh"),
            new Fence("picocli", "cli"),
            new Fence("com.google.gson", "report"),
            new Fence("com.github.difflib", "report"));

    /** What any package may use: the JDK and the null annotations. */
    private static final String[] FOR_ALL = {"java..", "javax..", "org.jspecify.annotations"};

    private static final String[] PURE = {
        packageOf("unit"),
        packageOf("problem"),
        packageOf("finding"),
        packageOf("desired"),
        packageOf("explain"),
        packageOf("check"),
        packageOf("remedy"),
        packageOf("alert"),
        packageOf("diff"),
        packageOf("plan"),
        packageOf("report")
    };

    @ArchTest
    static void theTableWasHeldAgainstOurClasses(JavaClasses ours) {
        assertThat(ours).isNotEmpty();
    }

    @ArchTest
    static void everyPackageHasItsRow(JavaClasses ours) {
        Set<String> known = PACKAGES.stream().map(Row::name).collect(toCollection(TreeSet::new));

        Set<String> present = ours.stream().map(ArchitectureTest::rowNameOf).collect(toCollection(TreeSet::new));

        assertThat(known).as("the rows of the package table").containsAll(present);
    }

    @ArchTest
    static final ArchRule aPackageImportsOnlyWhatItsRowAllows = CompositeArchRule.of(PACKAGES.stream()
            .map(row -> classes().that().resideInAPackage(packageOf(row.name())).should(importOnly(row)))
            .toList());

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule aLibraryIsImportedByItsOnePackage = CompositeArchRule.of(LIBRARIES.stream()
            .map(fence -> noClasses()
                    .that()
                    .resideOutsideOfPackage(packageOf(fence.owner()))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(fence.library() + ".."))
            .toList());

    @ArchTest
    static final ArchRule noLibraryOutsideTheTableIsImported = noClasses()
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(FOR_ALL))
                    .and(not(resideInAnyPackage(ROOT + "..")))
                    .and(not(inAListedLibrary()))
                    .as("are of a library that has no package of ours in the table"));

    @ArchTest
    static final ArchRule purePackagesUseNoFilesNoNetworkNoLog = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.net..",
                            "java.util.logging..",
                            "org.slf4j..")
                    .or(type(System.Logger.class))
                    .or(type(java.io.Console.class))
                    .or(type(java.io.File.class))
                    .or(type(java.io.FileInputStream.class))
                    .or(type(java.io.FileOutputStream.class))
                    .or(type(java.io.FileReader.class))
                    .or(type(java.io.FileWriter.class))
                    .or(type(java.io.RandomAccessFile.class))
                    .or(type(Process.class))
                    .or(type(ProcessBuilder.class))
                    .or(type(Runtime.class))
                    .as("reach outside the JVM"));

    @ArchTest
    static final ArchRule purePackagesUseNoClockNoRandomness = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.random..")
                    .or(type(java.time.Clock.class))
                    .or(type(java.util.Random.class))
                    .or(type(java.util.SplittableRandom.class))
                    .or(type(java.util.concurrent.ThreadLocalRandom.class))
                    .or(type(java.security.SecureRandom.class))
                    .as("give another answer each time"))
            .orShould()
            .accessTargetWhere(describe("the time, a random number or the environment is read", access -> {
                JavaClass owner = access.getTargetOwner();
                String name = access.getTarget().getName();
                return (owner.getPackageName().equals("java.time") && name.equals("now"))
                        || (owner.isEquivalentTo(System.class)
                                && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty")
                                        .contains(name))
                        || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                        || (owner.isEquivalentTo(java.util.UUID.class) && name.equals("randomUUID"))
                        || (owner.isEquivalentTo(java.util.Date.class) && name.equals("<init>"));
            }));

    @ArchTest
    static final ArchRule onlyTheCommandLineWritesToTheTerminalOrEndsTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("cli"))
            .should()
            .accessTargetWhere(describe("the terminal is written or the process ended", access -> {
                JavaClass owner = access.getTargetOwner();
                String name = access.getTarget().getName();
                return (owner.isEquivalentTo(System.class)
                                && Set.of("out", "err", "in", "exit", "console").contains(name))
                        || (owner.isEquivalentTo(Runtime.class)
                                && Set.of("exit", "halt").contains(name))
                        || (owner.isAssignableTo(Throwable.class) && name.equals("printStackTrace"));
            }));

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
            .because("such a name fits anything, so the class grows into everything");

    private static String packageOf(String row) {
        return ROOT + "." + row + "..";
    }

    /** The first word below the root, or nothing for a class in the root itself, which no row allows. */
    private static String rowNameOf(JavaClass ours) {
        return ours.getPackageName().replaceFirst("^" + ROOT + "\\.?", "").replaceFirst("\\..*", "");
    }

    private static DescribedPredicate<JavaClass> inAListedLibrary() {
        return resideInAnyPackage(
                LIBRARIES.stream().map(fence -> fence.library() + "..").toArray(String[]::new));
    }

    private static ArchCondition<JavaClass> importOnly(Row row) {
        return new ArchCondition<>("import of ours only " + row.mayImport()) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass()
                                .getBaseComponentType()
                                .getPackageName()
                                .startsWith(ROOT + "."))
                        .filter(use -> !allowed(rowNameOf(use.getTargetClass().getBaseComponentType())))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(item, use.getDescription())));
            }

            private boolean allowed(String name) {
                return name.equals(row.name()) || row.mayImport().contains(name);
            }
        };
    }
}
