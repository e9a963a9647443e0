package dev.touchstone.touchpoint.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubmissionBufferTest {
    private final SubmissionBuffer buffer = new SubmissionBuffer(new CollectorSettings.Buffer(100, 1_000_000, 1, 50));

    @Test
    void holdsNoMoreThanItMay() throws InterruptedException {
        assertThat(buffer.offer(events(60))).isTrue();
        assertThat(buffer.offer(events(41))).isFalse();
        assertThat(buffer.offer(events(40))).isTrue();
        assertThat(buffer.events()).isEqualTo(100);

        List<Submission> group = buffer.take();
        assertThat(group).hasSize(1);
        assertThat(buffer.offer(events(1)))
                .as("what is being stored still counts")
                .isFalse();
        buffer.release(group);
        assertThat(buffer.offer(events(60))).isTrue();
    }

    @Test
    void countsBytes() {
        SubmissionBuffer small = new SubmissionBuffer(new CollectorSettings.Buffer(1_000, 5_000, 1, 50));
        assertThat(small.offer(events(5))).isTrue();
        assertThat(small.offer(events(50))).isFalse();
        assertThat(small.offer(events(1))).isTrue();
    }

    @Test
    void takesWhatIsLargerThanAllOnlyWhenItIsEmpty() throws InterruptedException {
        assertThat(buffer.offer(events(1))).isTrue();
        assertThat(buffer.offer(events(1_000))).isFalse();
        buffer.release(buffer.take());
        assertThat(buffer.offer(events(1_000))).isTrue();
        assertThat(buffer.take()).hasSize(1);
    }

    @Test
    void putsTogetherWhatFitsIntoATransaction() throws InterruptedException {
        List.of(20, 20, 20, 5).forEach(size -> buffer.offer(events(size)));
        assertThat(buffer.take()).extracting(Submission::size).containsExactly(20, 20);
        assertThat(buffer.take()).extracting(Submission::size).containsExactly(20, 5);
    }

    @Test
    void whoWaitsForRoomGetsIt() throws Exception {
        buffer.offer(events(100));
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return buffer.put(events(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        buffer.release(buffer.take());
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void givesOutWhatItHasWhenItIsClosed() throws InterruptedException {
        buffer.offer(events(10));
        buffer.close();
        assertThat(buffer.offer(events(1))).isFalse();
        assertThat(buffer.put(events(1))).isFalse();
        assertThat(buffer.take()).hasSize(1);
        assertThat(buffer.take()).isEmpty();
    }

    private static Submission events(int count) {
        WebEvent event = new WebEvent(
                "v",
                "e",
                Instant.parse("2026-03-02T10:00:00Z"),
                WebEventType.PAGE_VIEW,
                PageUrl.parse("https://acme.com/").orElseThrow(),
                null,
                null);
        return new Submission(new Admitted(Collections.nCopies(count, event), Set.of()));
    }
}
