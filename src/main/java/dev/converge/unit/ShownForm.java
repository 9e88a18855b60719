package dev.converge.unit;

import dev.converge.unit.Shown.Match;
import dev.converge.unit.Shown.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The ways in which properties spell values. Named in the second column of {@code shown.tsv}. */
enum ShownForm {
    /** The last value as it is. */
    TEXT(setting -> text(setting.property(), setting.last())),

    /** The same, for values that are one word: names of users, units and the like. */
    WORD(setting -> text(setting.property(), setting.last())),

    /** The last value in canonical form. */
    VALUE(setting -> text(setting.property(), setting.canonical())),

    /** The same; a percentage becomes a number on the host that only it knows. */
    AMOUNT(setting -> setting.canonical().endsWith("%") ? List.of() : text(setting.property(), setting.canonical())),

    /** The same value for the start and for the stop of a service. */
    TIMEOUTS(ShownForm::timeouts),

    /** Both limits, the soft one in a property of its own. */
    LIMIT(ShownForm::limit),

    /** {@code yes} or {@code no}; of lists and other words nothing is foretold. */
    TRUTH(setting -> setting.canonical().equals("yes") || setting.canonical().equals("no")
            ? text(setting.property(), setting.canonical())
            : List.of()),

    /** All words in their order, with blanks between them. */
    LIST(setting -> List.of(new Property(setting.property(), Match.LIST, setting.words()))),

    /** All words, in whatever order. */
    WORDS(setting -> List.of(new Property(setting.property(), Match.WORDS, setting.words()))),

    /** All words, among those that systemd adds: dependencies. */
    DEPENDENCIES(ShownForm::dependencies),

    /** All paths, in whatever order, without a slash at the end. */
    PATHS(setting -> List.of(new Property(
            setting.property(),
            Match.WORDS,
            setting.words().stream().map(NameGrammars::simplify).toList()))),

    /** Names of capabilities in small letters; nothing is foretold of sets that are taken away. */
    CAPABILITIES(setting -> setting.words().stream().anyMatch(word -> word.startsWith("~"))
            ? List.of()
            : List.of(new Property(
                    setting.property(),
                    Match.WORDS,
                    setting.words().stream()
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .toList()))),

    /** Words of a set; nothing is foretold of what is taken away, or of {@code none}. */
    SET(setting -> setting.words().stream().anyMatch(word -> word.startsWith("~") || word.equals("none"))
            ? List.of()
            : List.of(new Property(setting.property(), Match.WORDS, setting.words()))),

    /** Where a stream goes, unless it has a name or is the old word for the journal. */
    STREAM(setting -> setting.last().contains(":") || setting.last().startsWith("syslog")
            ? List.of()
            : text(setting.property(), setting.last())),

    /** Networks, {@code any} being all of IPv4 and of IPv6. */
    NETWORKS(setting -> setting.words().equals(List.of("any"))
            ? List.of(new Property(setting.property(), Match.WORDS, List.of("0.0.0.0/0", "::/0")))
            : List.of()),

    /** Numbers and signals. */
    STATUSES(setting -> List.of(new Property(
            setting.property(),
            Match.WORDS,
            setting.canonicals().stream()
                    .flatMap(value -> Words.of(value).stream())
                    .toList()))),

    /** A line for each value, among those that systemd adds. */
    AMONG_LINES(setting -> List.of(new Property(setting.property(), Match.AMONG_LINES, setting.values()))),

    /** One line for each value in canonical form. */
    LINES(setting -> List.of(new Property(setting.property(), Match.LINES, setting.canonicals()))),

    /** {@code A=1 "B=two words"}; a variable assigned twice is what it was last. */
    ENVIRONMENT(ShownForm::environment),

    /** One line for each command. */
    COMMANDS(ShownForm::commands, true),

    /** What is listened to or watched, with its kind: {@code Listen=/run/x (Stream)}. */
    KIND(setting -> List.of(new Property(
            setting.property(),
            Match.AMONG_LINES,
            setting.values().stream()
                    .map(value -> listened(value) + " (" + kind(setting) + ")")
                    .toList()))),

    /** {@code { OnBootUSec=15min ; next_elapse=… }}. */
    MONOTONIC(setting -> List.of(new Property(
            setting.property(),
            Match.AMONG_LINES,
            setting.canonicals().stream()
                    .map(span -> "{ " + setting.directive().name().replaceAll("Sec$", "USec") + "=" + span + " ;")
                    .toList()))),

    /** A path; a relative one is below /run. */
    RUN_PATH(setting -> text(
            setting.property(), setting.last().startsWith("/") ? belowRun(setting.last()) : "/run/" + setting.last()));

    /**
     * @param unit by its main name
     * @param property its name
     * @param values at least one, with specifiers put in unless the form does that itself
     */
    record Setting(UnitTree tree, UnitName unit, Directive directive, String property, List<String> values) {

        Setting with(List<String> resolved) {
            return new Setting(tree, unit, directive, property, resolved);
        }

        String last() {
            return values.getLast();
        }

        String canonical() {
            return canonicals().getLast();
        }

        List<String> canonicals() {
            List<String> canonicals = new ArrayList<>();
            for (String value : values) {
                switch (directive.grammar().judge(value)) {
                    case Grammar.Verdict.Accepted accepted -> canonicals.add(accepted.canonical());
                    case Grammar.Verdict.Refused refused -> canonicals.add(value);
                }
            }
            return canonicals;
        }

        List<String> words() {
            return values.stream().flatMap(value -> Words.of(value).stream()).toList();
        }
    }

    private static final List<String> TIMEOUT_PROPERTIES = List.of("TimeoutStartUSec", "TimeoutStopUSec");
    private static final String SOFT = "Soft";

    @SuppressWarnings("ImmutableEnumChecker") // each is a method reference, which holds nothing
    private final Function<Setting, List<Property>> properties;

    private final boolean takesSpecifiers;

    ShownForm(Function<Setting, List<Property>> properties) {
        this(properties, false);
    }

    ShownForm(Function<Setting, List<Property>> properties, boolean takesSpecifiers) {
        this.properties = properties;
        this.takesSpecifiers = takesSpecifiers;
    }

    static ShownForm named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    List<Property> properties(Setting setting) {
        return properties.apply(setting);
    }

    /** Whether specifiers are put in word by word, after the value has been cut. */
    boolean takesSpecifiers() {
        return takesSpecifiers;
    }

    /** Whether no value makes systemctl print a second line, or text that looks like one. */
    boolean isOneLine() {
        return switch (this) {
            case WORD, VALUE, AMOUNT, TIMEOUTS, LIMIT, TRUTH, WORDS, DEPENDENCIES, CAPABILITIES, SET, STREAM -> true;
            case NETWORKS, STATUSES -> true;
            case TEXT, LIST, PATHS, RUN_PATH, ENVIRONMENT, COMMANDS, LINES, AMONG_LINES, KIND, MONOTONIC -> false;
        };
    }

    /** The names of all properties that the form makes of one. */
    List<String> names(String property) {
        return switch (this) {
            case TIMEOUTS -> TIMEOUT_PROPERTIES;
            case LIMIT -> List.of(property, property + SOFT);
            case WORD, VALUE, AMOUNT, TRUTH, WORDS, DEPENDENCIES, CAPABILITIES, SET, STREAM -> List.of(property);
            case NETWORKS, STATUSES, TEXT, LIST, PATHS, RUN_PATH, ENVIRONMENT, COMMANDS -> List.of(property);
            case LINES, AMONG_LINES, KIND, MONOTONIC -> List.of(property);
        };
    }

    private static List<Property> text(String name, String value) {
        return List.of(new Property(name, Match.TEXT, List.of(value)));
    }

    private static List<Property> timeouts(Setting setting) {
        return TIMEOUT_PROPERTIES.stream()
                .flatMap(name -> text(name, setting.canonical()).stream())
                .toList();
    }

    private static List<Property> limit(Setting setting) {
        String limits = setting.canonical();
        int colon = limits.indexOf(':');
        String soft = colon < 0 ? limits : limits.substring(0, colon);
        String hard = limits.substring(colon + 1);
        List<Property> both = new ArrayList<>(text(setting.property(), hard));
        both.addAll(text(setting.property() + SOFT, soft));
        return both;
    }

    /** Words with blanks in them are quoted; what else a shell would quote is not foretold, because versions differ. */
    private static List<Property> environment(Setting setting) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String word : setting.words()) {
            int equals = word.indexOf('=');
            if (equals <= 0 || !word.matches("[A-Za-z0-9_=.,:/@%+-]*")) {
                return List.of();
            }
            variables.put(word.substring(0, equals), word);
        }
        return List.of(new Property(setting.property(), Match.WORDS, List.copyOf(variables.values())));
    }

    private static List<Property> commands(Setting setting) {
        List<String> lines = new ArrayList<>();
        for (String value : setting.values()) {
            Optional<List<ExecCommand>> commands = ExecCommand.parse(setting.unit(), value);
            if (commands.isEmpty()) {
                return List.of();
            }
            commands.get().forEach(command -> lines.add(command.shown()));
        }
        return List.of(new Property(setting.property(), Match.LINES, lines));
    }

    /** Under their main names; a template that a unit depends on is its instance of the same name as the unit's. */
    private static List<Property> dependencies(Setting setting) {
        List<String> names = new ArrayList<>();
        for (String word : setting.words()) {
            UnitName.parse(word)
                    .map(name -> name.isTemplate() ? name.withInstance(instance(setting.unit())) : name)
                    .map(name -> setting.tree().mainName(name))
                    // Nothing depends on itself.
                    .filter(name -> !name.equals(setting.unit()))
                    .ifPresent(name -> names.add(name.value()));
        }
        return List.of(new Property(setting.property(), Match.AMONG_WORDS, names));
    }

    private static String instance(UnitName unit) {
        int at = unit.stem().indexOf('@');
        return unit.instance().orElse(at < 0 ? unit.stem() : unit.stem().substring(0, at));
    }

    /** A bare number is a port on all addresses. */
    private static String listened(String value) {
        return value.matches("[0-9]+")
                ? "[::]:" + value
                : value.startsWith("/") ? belowRun(NameGrammars.simplify(value)) : value;
    }

    /** systemd corrects the old path of /run in the few places where programs meet. */
    private static String belowRun(String path) {
        return path.replaceFirst("^/var/run/", "/run/");
    }

    private static String kind(Setting setting) {
        return setting.directive().name().replaceFirst("^Listen", "");
    }
}
