package dev.touchstone.salessync;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.touchstone.salessync.activity",
                    "dev.touchstone.salessync.budget",
                    "dev.touchstone.salessync.connection",
                    "dev.touchstone.salessync.crm",
                    "dev.touchstone.salessync.diagnostic",
                    "dev.touchstone.salessync.facts",
                    "dev.touchstone.salessync.marketo",
                    "dev.touchstone.salessync.operations",
                    "dev.touchstone.salessync.optout",
                    "dev.touchstone.salessync.outbox",
                    "dev.touchstone.salessync.person",
                    "dev.touchstone.salessync.reminder",
                    "dev.touchstone.salessync.remote",
                    "dev.touchstone.salessync.runtime",
                    "dev.touchstone.salessync.salesforce",
                    "dev.touchstone.salessync.settings",
                    "dev.touchstone.salessync.task",
                    "dev.touchstone.salessync.warning");

    private static final Set<String> PURE_NAMES = Set.of(
            "OutboxState",
            "OutboxEntry",
            "RowAnswer",
            "JudgedAnswer",
            "JudgedRows",
            "BatchOutcome",
            "OutboxPolicy",
            "PanelPolicy",
            "OutboxCodes",
            "OutboxMachine",
            "OutboxBatch",
            "LaneState",
            "OutboxCounts",
            "ActivityKind",
            "ActivityAttribute",
            "ActivityContent",
            "ActivityKey",
            "NewActivity",
            "Activity",
            "CallStatus",
            "KindAttributes",
            "ActivitiesSettled",
            "ActivityTypeMode",
            "ActivityTypeSpec",
            "ActivityTypePlan",
            "ActivitySchema",
            "ActivityTypesReady",
            "ActivityWriting",
            "ByParent",
            "CustomField",
            "DueDate",
            "FieldValue",
            "PersonEmail",
            "RecordLookUp",
            "SkipReason",
            "SubjectTemplate",
            "SubjectToken",
            "TaskAnswers",
            "TaskContent",
            "TaskCounts",
            "TaskFlags",
            "TaskKind",
            "TaskLane",
            "TaskOutcomes",
            "TaskPolicy",
            "TaskRecord",
            "TaskRelation",
            "TaskSettings",
            "TaskState",
            "TaskSubject",
            "TaskType",
            "TaskWriting",
            "TasksSettled",
            "TextCut",
            "WhatIdChoice",
            "SendOutcomes",
            "PanelKind",
            "PanelTypes",
            "MirroredActivity",
            "PanelItem",
            "FeedPosition",
            "CustomActivity",
            "CustomActivityType",
            "RowResult",
            "RetryPolicy",
            "QuotaDay",
            "MarketoError",
            "MarketoErrors",
            "MarketoFailure",
            "MarketoTime",
            "CodeTable",
            "Verdict",
            "ErrorClass",
            "CallOutcome",
            "Lane",
            "InstanceId",
            "BudgetLimits",
            "BudgetReport",
            "Breaker",
            "Cut",
            "DayUse",
            "Decision",
            "GateRules",
            "GateState",
            "LaneWaits",
            "Moment",
            "Pace",
            "MarketoReport",
            "OrgParking",
            "OrgReport",
            "OrgRules",
            "OrgShare",
            "OrgState",
            "OrgUsage",
            "RollingUse",
            "CrmFault",
            "CrmObject",
            "FieldPlan",
            "RecordFact",
            "RecordRules",
            "RecordValues",
            "TellAnswer",
            "ToldRecord",
            "TouchpointFields",
            "NewSeller",
            "OutgoingAddresses",
            "ProbeRules",
            "RsaKey",
            "SalesforceFinding",
            "SalesforceProbe",
            "SellerConnection",
            "ReminderStatus",
            "ReminderPriority",
            "ReminderField",
            "ReminderFields",
            "DetailsText",
            "SalesforceTask",
            "SeenFields",
            "EditTimes",
            "LostValue",
            "ReminderMerge",
            "LinkState",
            "LinkEvent",
            "LinkMachine",
            "ImportWindow",
            "Reminder",
            "ReminderLink",
            "ReminderEdits",
            "ReadingTime",
            "ReminderReading",
            "ReminderConflict",
            "ReminderPolicy",
            "SendTimes",
            "ReminderChange",
            "TaskWrite",
            "TaskFields",
            "TaskReadings",
            "ChangedTask",
            "SellerMended",
            "Parking",
            "Places",
            "UseRate",
            "LeadField",
            "RecordId",
            "PersonDetails",
            "CrmReference",
            "PersonType",
            "UnqualifiedReason",
            "Qualification",
            "PersonReading",
            "ContentHash",
            "Person",
            "Written",
            "ReadWay",
            "Identity",
            "PeopleGone",
            "PersonState",
            "PersonFields",
            "PersonLinks",
            "AddressHash",
            "PeopleCursor",
            "PersonFeed",
            "ChangePolicy",
            "FieldChange",
            "PeopleCriteria",
            "PersonGroup",
            "DynamicGroup",
            "GroupPolicy",
            "Explanation",
            "SyncState",
            "SyncMachine",
            "HighestIdSearch",
            "SyncRecord",
            "SyncReport",
            "LeadChange",
            "DeletedLead",
            "MarketoActivity",
            "Feed",
            "FeedPass",
            "FeedPolicy",
            "FeedCursor",
            "FeedRead",
            "PollPace",
            "NextWork",
            "MissingPerson",
            "DirtyPerson",
            "ReadPlan",
            "PageEffects",
            "FollowedTypes",
            "Signal",
            "Lag",
            "DeadLetter",
            "Redaction",
            "StoredLetter",
            "CauseCount",
            "Retry",
            "DiagnosticSheet",
            "EmailAddress",
            "Subject",
            "OptOutFact",
            "UnsubscribeSource",
            "OptOutState",
            "LedgerEntry",
            "Whose",
            "RequestKey",
            "SendCheck",
            "Answer",
            "CheckMode",
            "CheckSettings",
            "SettingsVersion",
            "Mirror",
            "RecipientFacts",
            "Recipient",
            "RetryToken",
            "SendContext",
            "SendDecision",
            "SendOutcome",
            "SendPurpose",
            "SendReason",
            "Bypass",
            "RunProgress",
            "StateSentence",
            "PersonPreview",
            "SnapshotWay",
            "SnapshotRun",
            "IdCursor",
            "RunCounts",
            "ReadBatch",
            "ExportWindow",
            "GivenUpWindow",
            "ExportPlan",
            "ExportQuota",
            "SnapshotPolicy",
            "WayChoice",
            "WayEstimates",
            "WindowFailures",
            "Outcome",
            "Unread",
            "UnreadWindow",
            "WindowCount",
            "Reconciliation",
            "Repair",
            "ReportDigest",
            "ReconcileCause",
            "ReconcileReason",
            "CrmFact",
            "ResumePoint",
            "FactPolicy",
            "PeopleCapacity",
            "FieldFinding",
            "SyncWarning",
            "SalesforceError",
            "SalesforceFailure",
            "RowError",
            "ErrorTable",
            "SalesforceLane",
            "SalesforceOutcome",
            "SalesforceGate",
            "LimitInfo",
            "RetryRule",
            "Session",
            "OrgUser",
            "Granted",
            "ConnectedApp",
            "Pkce",
            "GrantErrors",
            "ApiVersion",
            "SalesforcePolicy",
            "Soql",
            "KeysetPolicy",
            "KeysetRound",
            "KeysetSource",
            "ChangedIds",
            "DeletedIds",
            "SalesforceTime",
            "QueryPage",
            "RecordWrite",
            "OrgLimits",
            "DescribedField",
            "ObjectDescription",
            "BulkQueryJob",
            "HttpDate",
            "HttpFailure",
            "ReplayId",
            "EventTopic",
            "ChangeKind",
            "ChangeOrigin",
            "ChangeEvent",
            "EventBatch",
            "FieldLayout",
            "FieldBitmaps",
            "RawEvent",
            "StartAt",
            "StreamEnd",
            "StreamErrors",
            "StreamFailure",
            "FetchWindow",
            "EventPolicy",
            "SubscriptionStatus");

    private static final DescribedPredicate<JavaClass> PURE = describe("are pure", type -> {
        JavaClass top = type;
        while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
        }
        return top.getPackageName().startsWith("dev.touchstone.salessync.") && PURE_NAMES.contains(top.getSimpleName());
    });

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
    void pureClassesKnowOnlyValues() {
        // MarketoLead and SalesforceRecord are values too; they only know how to read themselves from JSON.
        noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat(DescribedPredicate.not(PURE)
                        .and(DescribedPredicate.not(resideInAnyPackage("java..", "org.jspecify..")))
                        .and(describe(
                                "are no array, MarketoLead or SalesforceRecord",
                                type -> !type.isArray()
                                        && !Set.of("MarketoLead", "SalesforceRecord")
                                                .contains(type.getSimpleName()))))
                .because("what decides must be testable without a framework, a database or a clock")
                .check(CLASSES);
    }

    @Test
    void thePureListNamesClassesThatExist() {
        Set<String> found = new java.util.HashSet<>();
        CLASSES.stream().filter(PURE).forEach(type -> found.add(type.getSimpleName()));
        org.assertj.core.api.Assertions.assertThat(found).containsAll(PURE_NAMES);
    }

    @Test
    void onlyAdaptersKnowTheDatabase() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Sql")
                .and()
                .haveSimpleNameNotEndingWith("Row")
                .and(describe(
                        "are not nested in an adapter", type -> !type.getName().contains(".Sql")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate.."))
                .because("SQL stays beside the statement that needs it")
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeKnowsMessages() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*((GrpcService|Requests|Messages)(\\$\\d+)?|\\.Grpc(CrmRecords|CrmRecordCalls|RecordFacts|EventBus)(\\$\\w+)?)")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.google.protobuf..",
                        "com.google.rpc..",
                        "dev.touchstone.salesforce.eventbus.v1..",
                        "dev.touchstone.salessync.v1..",
                        "dev.touchstone.touchpoint.v1..",
                        "io.grpc.."))
                .because("the contract may change without what is behind it")
                .check(CLASSES);
    }

    @Test
    void featuresDependOneWay() {
        slices().matching("dev.touchstone.salessync.(**)")
                .should()
                .beFreeOfCycles()
                .because("a feature that needs another is not needed by it")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("..runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.touchstone.salessync.runtime..")
                .because("runtime wires the others, nobody sees it")
                .check(CLASSES);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callConstructor(java.util.Random.class)
                .because("a test has to be able to say what time it is and what chance brings")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .because("a class says in its constructor what it needs")
                .check(CLASSES);
    }
}
