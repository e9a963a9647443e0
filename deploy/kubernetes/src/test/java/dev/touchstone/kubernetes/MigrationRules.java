package dev.touchstone.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules for who migrates: each service waits for the schema and has one Job that brings it, from the same image and into
 * the same database.
 */
final class MigrationRules {
    private static final String MODE = "TOUCHSTONE_SCHEMA_MODE";

    private final ProjectFacts facts;
    private final List<KubernetesObject> objects;
    private final Findings findings = new Findings();

    private MigrationRules(ProjectFacts facts, List<KubernetesObject> objects) {
        this.facts = facts;
        this.objects = objects;
    }

    static List<Finding> check(ProjectFacts facts, List<KubernetesObject> objects) {
        MigrationRules rules = new MigrationRules(facts, objects);
        objects.stream().filter(KubernetesObject::isDeployment).forEach(rules::checkService);
        objects.stream().filter(KubernetesObject::isJob).forEach(rules::checkJob);
        return rules.findings.list();
    }

    private void checkService(KubernetesObject service) {
        boolean waits = objects.stream()
                .filter(object -> object.kind().equals("ConfigMap"))
                .filter(object -> service.containers().stream()
                        .flatMap(container -> container.at("envFrom").items().stream())
                        .anyMatch(source ->
                                source.at("configMapRef", "name").text().equals(object.name())))
                .anyMatch(object -> object.content().at("data", MODE).text().equals("wait"));
        findings.require(service, waits, MODE + " must be wait: its pods must not migrate while others serve");
        String image = image(service);
        Optional<KubernetesObject> job = objects.stream()
                .filter(object -> object.isJob() && image(object).equals(image))
                .findFirst();
        findings.require(service, job.isPresent(), "no Job migrates with the image " + image);
        job.ifPresent(found -> findings.require(
                found,
                database(found).equals(database(service)),
                "migrates another database than " + service.title() + " uses"));
    }

    private void checkJob(KubernetesObject job) {
        String suffix = "-migration-" + facts.version().replace('.', '-');
        findings.require(
                job,
                job.name().endsWith(suffix),
                "the name must end with " + suffix + ": a Job cannot be changed, the next version needs another");
        Node container = job.podSpec().at("containers").items().get(0);
        findings.require(
                job,
                container.at("env").named(MODE).at("value").text().equals("migrate-only"),
                MODE + " must be migrate-only");
        findings.require(
                job,
                !container.at("envFrom").exists(),
                "must use no ConfigMap: its name changes with its content, and a Job cannot be changed");
        Node spec = job.content().at("spec");
        for (String limit : List.of("backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished")) {
            findings.require(job, spec.at(limit).exists(), limit + " is missing");
        }
        findings.require(
                job,
                job.podSpec().at("restartPolicy").text().equals("Never"),
                "restartPolicy must be Never, so that the logs of a failed attempt stay");
    }

    private static String image(KubernetesObject workload) {
        return workload.podSpec().at("containers").items().get(0).at("image").text();
    }

    /** From which Secret the address of the database, the user and the password come. */
    private static Map<String, String> database(KubernetesObject workload) {
        Node variables = workload.podSpec().at("containers").items().get(0).at("env");
        return Map.of(
                "address", secret(variables.named("QUARKUS_DATASOURCE_JDBC_URL")),
                "user", secret(variables.named("QUARKUS_DATASOURCE_USERNAME")),
                "password", secret(variables.named("QUARKUS_DATASOURCE_PASSWORD")));
    }

    private static String secret(Node variable) {
        return variable.at("valueFrom", "secretKeyRef").texts().toString();
    }
}
