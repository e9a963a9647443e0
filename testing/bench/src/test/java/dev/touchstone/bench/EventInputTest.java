package dev.touchstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventInputTest {
    private final EventInput input = EventInput.ofEvents(10_000);

    @Test
    void inputHasTheShapeItPromises() {
        Set<String> identities = new HashSet<>();
        int forms = 0;
        for (int i = 0; i < input.events(); i++) {
            WebEvent event = input.event(i);
            identities.add(event.getVisitorId() + " " + event.getEventId());
            forms += event.getType() == WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION ? 1 : 0;
        }

        assertThat(input.events()).isEqualTo(10_000);
        assertThat(identities).hasSize(10_000);
        assertThat(forms * 2).isEqualTo(input.touchpoints());
        assertThat(input.message(19).getWebEvents(499)).isEqualTo(input.event(9_999));
    }

    @Test
    void sameSizeGivesTheSameInput() {
        assertThat(EventInput.ofEvents(10_000).digest()).isEqualTo(input.digest());
        assertThat(EventInput.ofEvents(20_000).digest()).isNotEqualTo(input.digest());
    }
}
