package dev.touchstone.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One object of a rendered manifest.
 *
 * @param content the whole document
 */
record KubernetesObject(Node content) {
    /** Reads the documents of a YAML text; a key that stands twice in one map is an error. */
    static List<KubernetesObject> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(yaml).spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> new KubernetesObject(new Node(document)))
                .toList();
    }

    String kind() {
        return content.at("kind").text();
    }

    String name() {
        return content.at("metadata", "name").text();
    }

    String namespace() {
        return content.at("metadata", "namespace").text();
    }

    boolean isDeployment() {
        return kind().equals("Deployment");
    }

    boolean isJob() {
        return kind().equals("Job");
    }

    /** True if it has pods: a Deployment or a Job. */
    boolean hasPods() {
        return isDeployment() || isJob();
    }

    /** What a message calls it: {@code Deployment mapping-service}. */
    String title() {
        return kind() + " " + name();
    }

    Node podSpec() {
        return content.at("spec", "template", "spec");
    }

    Map<String, String> podLabels() {
        return content.at("spec", "template", "metadata", "labels").texts();
    }

    /** True if the selector is not empty and all of it stands in the labels of the pods. */
    boolean isSelectedBy(Map<String, String> selector) {
        return hasPods() && !selector.isEmpty() && podLabels().entrySet().containsAll(selector.entrySet());
    }

    /** The containers of its pods, those that only run at the start included. */
    List<Node> containers() {
        return Stream.concat(
                        podSpec().at("initContainers").items().stream(), podSpec().at("containers").items().stream())
                .toList();
    }
}
