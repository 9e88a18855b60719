package dev.converge.cli;

import dev.converge.cli.ScriptedSshd.Behaviour;
import java.io.IOException;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;

/**
 * A host that does not mean well, and how a run with it ends.
 *
 * @param login whether it lets us in
 * @param machine what it pretends to be; a new one for each run
 * @param planStatus the exit status of {@code plan}, with a sound host beside it; {@code applyStatus} that of {@code apply}
 * @param says what the report tells of it
 * @param saidByPlan whether already the plan tells that
 * @param isAboutTime whether it is given up for taking too long
 */
record HostileCase(
        String name,
        PublickeyAuthenticator login,
        Behaviour behaviour,
        Supplier<FakeMachine> machine,
        int planStatus,
        int applyStatus,
        String says,
        boolean saidByPlan,
        boolean isAboutTime) {

    static final PublickeyAuthenticator LETS_IN = (user, key, session) -> true;

    private static final int UNREACHABLE = 4;

    /** The same, with less patience. */
    HostileCase slow() {
        return new HostileCase(name, login, behaviour, machine, planStatus, applyStatus, says, saidByPlan, true);
    }

    /** One that does not let us in. */
    static HostileCase login(String name, String says, PublickeyAuthenticator login) {
        return new HostileCase(
                name,
                login,
                ScriptedSshd.Exchange::honestly,
                FakeMachine::new,
                UNREACHABLE,
                UNREACHABLE,
                says,
                true,
                false);
    }

    /** One whose answer to a probe is no good. */
    static HostileCase probe(String name, int status, String says, Behaviour behaviour) {
        Behaviour whole = exchange -> exchange.isProbe() ? behaviour.serve(exchange) : exchange.honestly();
        return new HostileCase(name, LETS_IN, whole, FakeMachine::new, status, status, says, true, false);
    }

    /** One whose plan is sound, and whose answer to the change is no good; it makes none. */
    static HostileCase change(String name, int status, String says, Behaviour behaviour) {
        Behaviour whole = exchange ->
                exchange.kind() == FakeMachine.Kind.LAUNCH ? behaviour.serve(exchange) : exchange.honestly();
        return new HostileCase(name, LETS_IN, whole, FakeMachine::new, 0, status, says, false, false);
    }

    /** One that is looked at, planned and changed without any trouble. */
    static HostileCase harmless(String name, String says, Behaviour behaviour) {
        return new HostileCase(name, LETS_IN, behaviour, FakeMachine::new, 0, 0, says, true, false);
    }

    /** One on which strange things lie. */
    static HostileCase lies(String name, int status, String says, Supplier<FakeMachine> machine) {
        return new HostileCase(
                name, LETS_IN, ScriptedSshd.Exchange::honestly, machine, status, status, says, true, false);
    }

    /** One that spoils what a sound host would answer to a probe; the operator gets the answer and the nonce. */
    static HostileCase spoilt(String name, int status, String says, BinaryOperator<String> spoil) {
        return probe(name, status, says, exchange -> {
            exchange.say(spoil.apply(exchange.machine().answer(exchange.script()), exchange.nonce()));
            return 0;
        });
    }

    /** One whose change stands, and whose answer to the confirmation is no good. */
    static HostileCase confirmation(String name, int status, String says, Behaviour behaviour) {
        Behaviour whole = exchange ->
                exchange.kind() == FakeMachine.Kind.CONFIRM ? behaviour.serve(exchange) : exchange.honestly();
        return new HostileCase(name, LETS_IN, whole, FakeMachine::new, 0, status, says, false, false);
    }

    /** One that answers the confirmation with these lines. */
    static HostileCase confirms(String name, int status, String says, String lines) {
        return confirmation(name, status, says, exchange -> framed(exchange, lines));
    }

    /** One that answers a change with these lines. */
    static HostileCase answers(String name, int status, String says, String lines) {
        return change(name, status, says, exchange -> framed(exchange, lines));
    }

    /** One whose answer about its history is no good; its plan is not asked for. */
    static HostileCase history(String name, int status, String says, Behaviour behaviour) {
        return new HostileCase(name, LETS_IN, behaviour, FakeMachine::new, status, status, says, true, false);
    }

    /** One that spoils what a sound host would tell of the run that it keeps. */
    static HostileCase spoiltHistory(String name, int status, String says, BinaryOperator<String> spoil) {
        return new HostileCase(
                name,
                LETS_IN,
                exchange -> {
                    exchange.say(spoil.apply(exchange.machine().answer(exchange.script()), exchange.nonce()));
                    return 0;
                },
                () -> new FakeMachine().kept("hist/run-1/about", HostileHistories.ABOUT),
                status,
                status,
                says,
                true,
                false);
    }

    private static int framed(ScriptedSshd.Exchange exchange, String lines) throws IOException {
        exchange.say("BEGIN " + exchange.nonce() + "\n" + lines + "\nEND " + exchange.nonce() + " 0\n");
        return 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
