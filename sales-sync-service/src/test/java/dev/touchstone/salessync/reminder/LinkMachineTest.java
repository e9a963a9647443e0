package dev.touchstone.salessync.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkMachineTest {
    private static final LinkEvent[] COLUMNS = {
        LinkEvent.EDITED,
        LinkEvent.AGREED,
        LinkEvent.LEFT_TO_SEND,
        LinkEvent.SIGNALLED,
        LinkEvent.UNMAPPED,
        LinkEvent.DELETED_HERE,
        LinkEvent.DELETED_THERE,
        LinkEvent.UNDELETED
    };

    /** The whole machine; a hyphen is an event that cannot happen. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // state | edited | agreed | left to send | signalled | unmapped | deleted here | deleted there |
                // undeleted
                "LOCAL    | LOCAL    | -        | -        | -        | -        | GONE     | -    | -",
                "UNSENT   | UNSENT   | LINKED   | CHANGED  | UNSENT   | DETACHED | DELETING | GONE | -",
                "LINKED   | CHANGED  | LINKED   | CHANGED  | UNREAD   | DETACHED | DELETING | GONE | -",
                "CHANGED  | CHANGED  | LINKED   | CHANGED  | CHANGED  | DETACHED | DELETING | GONE | -",
                "UNREAD   | CHANGED  | LINKED   | CHANGED  | UNREAD   | DETACHED | DELETING | GONE | -",
                "DETACHED | DETACHED | LINKED   | CHANGED  | UNREAD   | DETACHED | DELETING | GONE | -",
                "DELETING | -        | DELETING | DELETING | DELETING | DELETING | -        | GONE | -",
                "GONE     | -        | -        | -        | -        | -        | -        | GONE | UNREAD"
            })
    void eachEventLeadsWhereTheTableSays(
            LinkState state,
            String edited,
            String agreed,
            String left,
            String signalled,
            String unmapped,
            String deletedHere,
            String deletedThere,
            String undeleted) {
        String[] expected = {edited, agreed, left, signalled, unmapped, deletedHere, deletedThere, undeleted};
        for (int i = 0; i < COLUMNS.length; i++) {
            LinkEvent event = COLUMNS[i];
            if (expected[i].equals("-")) {
                assertThatThrownBy(() -> LinkMachine.next(state, event))
                        .as("%s on %s", event, state)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(state.name())
                        .hasMessageContaining(event.name());
            } else {
                assertThat(LinkMachine.next(state, event))
                        .as("%s on %s", event, state)
                        .isEqualTo(LinkState.valueOf(expected[i]));
            }
        }
    }
}
