package dev.touchstone.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The production overlay, to be spoilt.
 *
 * @param objects may be changed
 */
record Manifest(List<KubernetesObject> objects) {
    /** The Deployment that {@link #pod} is of. */
    static final String POD = "Deployment mapping-service";

    static Manifest render() throws IOException {
        return new Manifest(new ArrayList<>(Kustomization.render(Path.of("overlays/production"))));
    }

    /** The first object whose title begins so. */
    Node object(String title) {
        return objects.stream()
                .filter(object -> object.title().startsWith(title))
                .findFirst()
                .orElseThrow()
                .content();
    }

    Node spec(String title) {
        return object(title).at("spec");
    }

    Node pod() {
        return object(POD).at("spec", "template", "spec");
    }

    Node container() {
        return pod().at("containers").items().get(0);
    }

    void remove(String title) {
        objects.removeIf(object -> object.title().startsWith(title));
    }
}
