package dev.touchstone.salessync.optout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.optout.OptOutFact.Resubscribe;
import dev.touchstone.salessync.optout.OptOutFact.Unsubscribe;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptOutStateTest {
    private static final Subject PERSON = Subject.ofPerson(new byte[32]);
    private static final Resubscribe RESUBSCRIBE = new Resubscribe("ann", "asked for it", "ticket 12");

    private static OptOutState after(OptOutState state, OptOutFact fact) {
        return state.after(fact).orElse(state);
    }

    @ParameterizedTest
    @EnumSource(UnsubscribeSource.class)
    void everySourceMovesFromInToOut(UnsubscribeSource source) {
        OptOutState state = after(OptOutState.untouched(PERSON), new Unsubscribe(source, "", ""));

        assertThat(state.out()).isTrue();
        assertThat(state.erased()).isEqualTo(source == UnsubscribeSource.ERASURE);
        assertThat(state.entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(UnsubscribeSource.class)
    void noSourceMovesFromOutToIn(UnsubscribeSource source) {
        OptOutState out = after(OptOutState.untouched(PERSON), new Unsubscribe(UnsubscribeSource.CLICKED_LINK, "", ""));

        assertThat(after(out, new Unsubscribe(source, "", "")).out()).isTrue();
    }

    @Test
    void onlyAnAdministratorMovesFromOutToIn() {
        OptOutState out = after(OptOutState.untouched(PERSON), Unsubscribe.derived(UnsubscribeSource.ERASURE));
        OptOutState in = after(out, RESUBSCRIBE);

        assertThat(in).isEqualTo(new OptOutState(PERSON, false, false, 2));
        assertThat(in.after(RESUBSCRIBE)).isEmpty();
        assertThat(after(in, new Unsubscribe(UnsubscribeSource.MANUAL, "bob", ""))
                        .out())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'',reason,evidence", "ann,' ',evidence", "ann,reason,''"})
    void aResubscribeNamesWhoWhyAndWhereTheConsentIs(String author, String reason, String evidence) {
        assertThatThrownBy(() -> new Resubscribe(author, reason, evidence))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatFollowsFromSomethingElseIsSaidOnce() {
        OptOutState merged = after(OptOutState.untouched(PERSON), Unsubscribe.derived(UnsubscribeSource.MERGE));

        assertThat(merged.after(Unsubscribe.derived(UnsubscribeSource.MERGE))).isEmpty();
        assertThat(merged.after(Unsubscribe.derived(UnsubscribeSource.SAME_PERSON)))
                .isEmpty();
        assertThat(merged.after(Unsubscribe.derived(UnsubscribeSource.ERASURE)))
                .contains(new OptOutState(PERSON, true, true, 2));
        assertThat(merged.after(new Unsubscribe(UnsubscribeSource.CLICKED_LINK, "", "")))
                .contains(new OptOutState(PERSON, true, false, 2));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** P6: whatever is said in whatever order, nobody gets in without an administrator. */
    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyGetsInWithoutAnAdministrator(long seed) {
        Random random = new Random(seed);
        OptOutState state = OptOutState.untouched(PERSON);
        for (int step = 0; step < 50; step++) {
            UnsubscribeSource[] sources = UnsubscribeSource.values();
            boolean byAdministrator = random.nextInt(5) == 0;
            OptOutFact fact =
                    byAdministrator ? RESUBSCRIBE : new Unsubscribe(sources[random.nextInt(sources.length)], "", "");
            OptOutState next = after(state, fact);
            assertThat(next.out()).as("seed %d, step %d", seed, step).isEqualTo(!byAdministrator);
            assertThat(next.entries()).isBetween(state.entries(), state.entries() + 1);
            state = next;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Foo@X.test,foo@x.test,true",
        "'  foo@x.test ',foo@x.test,true",
        "a+x@b.test,a@b.test,false",
        "FOO+X@b.test,foo+x@b.test,true",
        "foo@x.test,foo@y.test,false"
    })
    void addressesAreComparedWithoutBlanksAndInAnyCase(String one, String other, boolean same) {
        assertThat(new EmailAddress(one).equals(new EmailAddress(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"a@b,true", "@b,false", "a@,false", "ab,false", "'a b@c',false", "'\"a b\"@c',true", "'a\t@c',false"})
    void anAddressHasANameAndADomain(String text, boolean wellFormed) {
        assertThat(new EmailAddress(text).isWellFormed()).isEqualTo(wellFormed);
        assertThat(new EmailAddress(text)).hasToString("EmailAddress[...]");
    }
}
