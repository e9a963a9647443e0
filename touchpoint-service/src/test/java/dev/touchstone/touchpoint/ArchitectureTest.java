package dev.touchstone.touchpoint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.touchstone.contract.RegexSize;
import io.quarkus.grpc.GrpcService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The shape that the house style gives a service, as far as it can be checked. */
class ArchitectureTest {
    private static final String ROOT = "dev.touchstone.touchpoint";

    /** Everything of the service but the classes that are generated from the contract. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/touchpoint/v1/"))
            .importPackages(ROOT);

    private static final String[] PURE = {
        ROOT + ".accountmatch",
        ROOT + ".id",
        ROOT + ".session",
        ROOT + ".identity",
        ROOT + ".generate",
        ROOT + ".overlaprule",
        ROOT + ".rule..",
        ROOT + ".touchpointfield"
    };

    private static final DescribedPredicate<JavaClass> MESSAGES = resideInAnyPackage(
                    "dev.touchstone.*.v1", "com.google.protobuf..", "com.google.rpc..", "io.grpc..")
            .as("messages of a contract");

    private static final DescribedPredicate<JavaClass> JDBC = resideInAnyPackage(
                    "java.sql..", "javax.sql..", "io.agroal..", "org.postgresql..")
            .as("JDBC");

    @Test
    void callsLeaveTheEventLoopByHand() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.smallrye\\.common\\.annotation\\.(RunOnVirtualThread|Blocking)")
                .because("on the shared server they lose calls (decision 0004): BlockingCalls does it")
                .check(CLASSES);
    }

    @Test
    void theRulesLookAtTheWholeService() {
        assertThatThereAreClassesIn(PURE);
        assertThatThereAreClassesIn(
                ROOT + ".account",
                ROOT + ".admin",
                ROOT + ".api",
                ROOT + ".campaign",
                ROOT + ".collect",
                ROOT + ".concern",
                ROOT + ".crm",
                ROOT + ".derive",
                ROOT + ".erased",
                ROOT + ".fact",
                ROOT + ".fieldbook",
                ROOT + ".fieldlist",
                ROOT + ".identification",
                ROOT + ".impact",
                ROOT + ".journey",
                ROOT + ".mark",
                ROOT + ".overlap",
                ROOT + ".privacy",
                ROOT + ".remap",
                ROOT + ".rulebook",
                ROOT + ".rulelist",
                ROOT + ".ruletrial",
                ROOT + ".runtime",
                ROOT + ".settings",
                ROOT + ".sql",
                ROOT + ".tag",
                ROOT + ".touchpoint",
                ROOT + ".tuning",
                ROOT + ".visitor");
    }

    @Test
    void purePackagesDependOnNothingButEachOther() {
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java.lang..", "java.nio..", "java.security..")
                        .or(resideInAnyPackage("java.math..", "java.time..", "java.util..", "org.jspecify.."))
                        .or(resideInAPackage("com.google.re2j"))
                        .or(equivalentTo(RegexSize.class))
                        .or(resideInAnyPackage(PURE)))
                .because("sessions, owners and touchpoints are functions of facts and policies, and are tested as such")
                .check(CLASSES);
    }

    @Test
    void messagesStayAtTheDoor() {
        DescribedPredicate<JavaClass> door = topLevelNamed("GrpcService")
                .or(topLevelNamed("Requests"))
                .or(topLevelNamed("Messages"))
                .or(topLevelNamed("WatchStream"))
                .or(topLevelNamed("GrpcChannelDirectory"))
                .or(resideInAPackage(ROOT + ".api"));
        noClasses()
                .that(DescribedPredicate.not(door))
                .should()
                .dependOnClassesThat(MESSAGES)
                .because("the contract may change without use cases, rules and stores noticing")
                .check(CLASSES);
    }

    @Test
    void jdbcStaysInSqlStores() {
        DescribedPredicate<JavaClass> sql = simpleNameStartingWith("Sql").or(resideInAPackage(ROOT + ".sql"));
        // Channel.readSql is shared by the stores that join mapping_key; it touches JDBC by the checked exception only.
        DescribedPredicate<JavaClass> exceptionOfTheReader = equivalentTo(SQLException.class);
        noClasses()
                .that(DescribedPredicate.not(sql))
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".remap.Channel")
                .should()
                .dependOnClassesThat(JDBC)
                .because("a store translates rows to values, and nobody else sees rows")
                .check(CLASSES);
        noClasses()
                .that()
                .haveFullyQualifiedName(ROOT + ".remap.Channel")
                .should()
                .dependOnClassesThat(JDBC.and(DescribedPredicate.not(exceptionOfTheReader)))
                .because("reading a channel from a row may fail, and needs no more of JDBC than to say so")
                .check(CLASSES);
    }

    @Test
    void sqlStoresArePackagePrivate() {
        classes()
                .that()
                .haveSimpleNameStartingWith("Sql")
                .and()
                .resideOutsideOfPackage(ROOT + ".sql")
                .and()
                .areTopLevelClasses()
                .should()
                .bePackagePrivate()
                .because("who needs a store asks for its port")
                .check(CLASSES);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callMethod(Math.class, "random")
                .because("the Clock and the IdSource are beans that a test can replace")
                .check(CLASSES);
    }

    @Test
    void transactionsAreOpenedByUseCasesOnly() {
        DescribedPredicate<JavaClass> adapters = simpleNameStartingWith("Sql")
                .or(topLevelNamed("GrpcService"))
                .or(topLevelNamed("Requests"))
                .or(topLevelNamed("Messages"))
                .or(topLevelNamed("WatchStream"))
                .or(topLevelNamed("GrpcChannelDirectory"))
                .or(resideInAnyPackage(PURE))
                .or(resideInAnyPackage(ROOT + ".sql", ROOT + ".api", ROOT + ".runtime"));
        noClasses()
                .that(adapters)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Transactional.class, QuarkusTransaction.class)
                .because("a use case is what happens entirely or not at all; adapters translate")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("facts flow one way: taken in, derived, shown")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".runtime")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".runtime")
                .because("runtime wires all and is known to none")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith(Inject.class)
                .because("a constructor shows what a class needs")
                .check(CLASSES);
    }

    @Test
    void adaptersOfTheContractArePackagePrivate() {
        classes()
                .that()
                .areAnnotatedWith(GrpcService.class)
                .should()
                .bePackagePrivate()
                .because("nobody calls a service but its clients")
                .check(CLASSES);
    }

    /** Top-level classes whose name ends so, and everything within them. */
    private static DescribedPredicate<JavaClass> topLevelNamed(String suffix) {
        return DescribedPredicate.describe("..." + suffix, javaClass -> {
            String simple = javaClass.getName().substring(javaClass.getName().lastIndexOf('.') + 1);
            int nested = simple.indexOf('$');
            return (nested < 0 ? simple : simple.substring(0, nested)).endsWith(suffix);
        });
    }

    private static void assertThatThereAreClassesIn(String... packages) {
        for (String name : packages) {
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .bePublic()
                    .orShould()
                    .notBePublic()
                    .check(CLASSES);
        }
    }
}
