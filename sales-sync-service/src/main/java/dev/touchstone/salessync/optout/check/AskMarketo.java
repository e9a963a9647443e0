package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.remote.RetryPolicy;
import io.quarkus.logging.Log;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks Marketo about addresses, those of all callers of the same moment together: a batch goes out 50 ms after its first address,
 * or with its 300th. An address that is being asked about already is not asked about twice. A batch is tried up to three times, in
 * 5 seconds all in all; after that its callers go on without an answer.
 */
@ApplicationScoped
class AskMarketo {
    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final Duration BATCH_LIMIT = Duration.ofSeconds(5);
    /** Longer than the window and the limit together: the batch itself gives up before. */
    private static final Duration CALLER_LIMIT = Duration.ofMillis(5_500);

    private static final int ATTEMPTS = 3;
    private static final RetryPolicy PAUSES = new RetryPolicy(Duration.ofMillis(400), Duration.ofSeconds(1));

    private final MarketingRecords records;
    private final AnswerMemory memory;
    private final ExecutorService virtualThreads;
    private final RandomGenerator random;
    private final Map<EmailAddress, CompletableFuture<Answer>> asking = new HashMap<>();
    private Map<EmailAddress, CompletableFuture<Answer>> window = new LinkedHashMap<>();

    AskMarketo(
            MarketingRecords records,
            AnswerMemory memory,
            @VirtualThreads ExecutorService virtualThreads,
            RandomGenerator random) {
        this.records = records;
        this.memory = memory;
        this.virtualThreads = virtualThreads;
        this.random = random;
    }

    /** The answers that Marketo gave in time; addresses without one are missing. */
    Map<EmailAddress, Answer> ask(Collection<EmailAddress> addresses) {
        Map<EmailAddress, CompletableFuture<Answer>> joined = new LinkedHashMap<>();
        addresses.forEach(address -> joined.computeIfAbsent(address, this::join));
        await(joined.values());
        Map<EmailAddress, Answer> answers = new HashMap<>();
        joined.forEach((address, future) -> {
            if (future.state() == Future.State.SUCCESS) {
                answers.put(address, future.resultNow());
            }
        });
        return answers;
    }

    private static void await(Collection<CompletableFuture<Answer>> futures) {
        try {
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                    .get(CALLER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException someWithout) {
            Log.debug("some addresses are without an answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CompletableFuture<Answer> join(EmailAddress address) {
        CompletableFuture<Answer> known = asking.get(address);
        if (known != null) {
            return known;
        }
        CompletableFuture<Answer> future = new CompletableFuture<>();
        asking.put(address, future);
        window.put(address, future);
        if (window.size() == MarketingRecords.MAX_ADDRESSES) {
            send(closeWindow());
        } else if (window.size() == 1) {
            Map<EmailAddress, CompletableFuture<Answer>> opened = window;
            virtualThreads.execute(() -> sendLater(opened));
        }
        return future;
    }

    private synchronized Map<EmailAddress, CompletableFuture<Answer>> closeWindow() {
        Map<EmailAddress, CompletableFuture<Answer>> closed = window;
        window = new LinkedHashMap<>();
        return closed;
    }

    @SuppressWarnings("ReferenceEquality") // whether it is this window, not whether it holds the same
    private void sendLater(Map<EmailAddress, CompletableFuture<Answer>> opened) {
        try {
            Thread.sleep(WINDOW);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (window == opened) {
                send(closeWindow());
            }
        }
    }

    private void send(Map<EmailAddress, CompletableFuture<Answer>> batch) {
        virtualThreads.execute(() -> finish(batch, answersInTime(List.copyOf(batch.keySet()))));
    }

    private Map<EmailAddress, Answer> answersInTime(List<EmailAddress> addresses) {
        Future<Map<EmailAddress, Answer>> call = virtualThreads.submit(() -> attempts(addresses));
        try {
            return call.get(BATCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            Log.warnf("Marketo did not answer an unsubscribe check in %s", BATCH_LIMIT);
        } catch (ExecutionException failed) {
            report(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        call.cancel(true);
        return Map.of();
    }

    private static void report(@Nullable Throwable cause) {
        if (cause instanceof MarketingRecords.Unanswered unanswered) {
            Log.warnf("an unsubscribe check has no answer: %s", unanswered.getMessage());
        } else {
            Log.errorf(cause, "an unsubscribe check has no answer: a bug");
        }
    }

    private Map<EmailAddress, Answer> attempts(List<EmailAddress> addresses) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return records.look(addresses);
            } catch (MarketingRecords.Unanswered failure) {
                if (!failure.isPassing() || attempt == ATTEMPTS) {
                    throw failure;
                }
                Thread.sleep(PAUSES.delay(attempt - 1, random.nextDouble(), Optional.empty()));
            }
        }
    }

    private void finish(Map<EmailAddress, CompletableFuture<Answer>> batch, Map<EmailAddress, Answer> answers) {
        answers.forEach(memory::remember);
        synchronized (this) {
            batch.keySet().forEach(asking::remove);
        }
        batch.forEach((address, future) -> {
            Answer answer = answers.get(address);
            if (answer == null) {
                future.cancel(false);
            } else {
                future.complete(answer);
            }
        });
    }
}
