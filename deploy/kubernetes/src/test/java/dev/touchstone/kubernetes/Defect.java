package dev.touchstone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Something wrong that the checks have to find.
 *
 * @param name what was done to the manifests
 * @param seed does it
 * @param object the object that the finding must name
 * @param message a part of the finding
 */
record Defect(String name, Consumer<Manifest> seed, String object, String message) {
    /** Seeds it into the production overlay, which has no other, and expects it to be found. */
    void requireFound() throws IOException {
        Manifest manifest = Manifest.render();
        seed.accept(manifest);

        assertThat(ManifestRules.check(ProjectFacts.read(), manifest.objects())).anySatisfy(finding -> {
            assertThat(finding.object()).isEqualTo(object);
            assertThat(finding.message()).contains(message);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
