package dev.touchstone.bench;

import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.classify.MappingKey;
import java.time.Duration;

/** The product's own classifier over the keys, in this process and on one thread, a batch at a time. */
final class ChannelsInMemory {
    /** As many as a call hands over at once, more or less. */
    private static final int BATCH = 2_000;

    private final Classifier classifier;
    private final Duration build;

    ChannelsInMemory(ChannelInput input) {
        CpuClock clock = new CpuClock();
        var rules = input.rules();
        clock.start();
        classifier = new Classifier(rules, ChannelInput.shipped().lists());
        clock.stop();
        build = clock.cpu();
    }

    /** What the compilation of the rules took. */
    Duration build() {
        return build;
    }

    /** Finds the row of each key; folding and detectors are in the time. */
    RuleAnswers run(ChannelInput input) {
        CpuClock clock = new CpuClock();
        int[] first = new int[input.keys()];
        for (int begin = 0; begin < first.length; begin += BATCH) {
            MappingKey[] batch = new MappingKey[Math.min(BATCH, first.length - begin)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = input.key(begin + i);
            }
            clock.start();
            for (int i = 0; i < batch.length; i++) {
                first[begin + i] = classifier.classify(batch[i]).rowNumber() - 1;
            }
            clock.stop();
        }
        return new RuleAnswers(clock.wall(), clock.cpu(), first);
    }
}
