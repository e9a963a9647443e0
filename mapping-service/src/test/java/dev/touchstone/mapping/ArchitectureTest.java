package dev.touchstone.mapping;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.touchstone.contract.RegexSize;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The shape that the house style gives a service, as far as it can be checked. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.touchstone.mapping.channel",
                    "dev.touchstone.mapping.ruleset",
                    "dev.touchstone.mapping.classify",
                    "dev.touchstone.mapping.detect",
                    "dev.touchstone.mapping.sheet",
                    "dev.touchstone.mapping.lint",
                    "dev.touchstone.mapping.draft",
                    "dev.touchstone.mapping.publish",
                    "dev.touchstone.mapping.rulediff",
                    "dev.touchstone.mapping.api",
                    "dev.touchstone.mapping.runtime");

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
    void pureDetectionDependsOnNothing() {
        classes()
                .that()
                .resideInAPackage("..mapping.detect")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "..mapping.detect")
                .because("what detects is a function of a visit and of lists, and can be read and tested as one")
                .check(CLASSES);
    }

    @Test
    void pureClassificationDependsOnDetectionOnly() {
        classes()
                .that()
                .resideInAPackage("..mapping.classify")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", "com.google.re2j", "..mapping.detect")
                                .or(resideInAPackage("..mapping.classify"))
                                .or(equivalentTo(RegexSize.class)))
                .because("a channel is a function of a key, of rules and of lists")
                .check(CLASSES);
    }

    @Test
    void pureSheetsAndLintDependOnRulesOnly() {
        classes()
                .that()
                .resideInAPackage("..mapping.sheet")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "de.siegmar.fastcsv..", "..mapping.classify", "..mapping.sheet")
                .because("a sheet is a function of its bytes")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("..mapping.lint")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "..mapping.detect", "..mapping.classify", "..mapping.lint")
                .because("a finding is a function of rules")
                .check(CLASSES);
    }

    @Test
    void differencesAreFunctionsOfRows() {
        classes()
                .that()
                .resideInAPackage("..mapping.rulediff")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "..mapping.classify", "..mapping.ruleset", "..mapping.rulediff")
                .because("how two rule sets differ is a function of their rows")
                .check(CLASSES);
    }

    @Test
    void messagesStayAtTheDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..mapping.api")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.touchstone.mapping.v1", "com.google.protobuf..", "io.grpc..")
                .because("the contract may change without the rules noticing")
                .check(CLASSES);
    }

    @Test
    void persistenceStaysInRowsAndSqlStores() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Row")
                .and()
                .haveNameNotMatching(".*Row\\$.*")
                .and()
                .haveSimpleNameNotStartingWith("Sql")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..", "java.sql..")
                .because("a row is neither a message nor a value of the domain")
                .check(CLASSES);
        classes()
                .that()
                .haveSimpleNameEndingWith("Row")
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackage("..mapping.classify")
                .should()
                .bePackagePrivate()
                .because("rows never leave their package")
                .check(CLASSES);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .because("the Clock and the IdSource are beans that a test can replace")
                .check(CLASSES);
    }

    @Test
    void transactionsAreOnUseCasesOnly() {
        methods()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAnyPackage("..mapping.channel", "..mapping.ruleset", "..mapping.draft", "..mapping.publish")
                .andShould()
                .beDeclaredInClassesThat()
                .haveSimpleNameNotStartingWith("Sql")
                .because("a use case is what happens entirely or not at all")
                .check(CLASSES);
        noClasses()
                .that()
                .areAnnotatedWith(GrpcService.class)
                .should()
                .beAnnotatedWith(Transactional.class)
                .because("a transaction on an adapter spans the parsing of a message")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.touchstone.mapping.(*)..")
                .should()
                .beFreeOfCycles()
                .because("transport calls use cases, use cases call the pure part, and nothing calls back")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..mapping.runtime")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..mapping.runtime")
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
}
