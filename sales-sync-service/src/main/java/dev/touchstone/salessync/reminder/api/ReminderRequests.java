package dev.touchstone.salessync.reminder.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.reminder.NewReminder;
import dev.touchstone.salessync.reminder.ReminderChange;
import dev.touchstone.salessync.reminder.ReminderField;
import dev.touchstone.salessync.reminder.ReminderFields;
import dev.touchstone.salessync.reminder.ReminderPriority;
import dev.touchstone.salessync.reminder.ReminderStatus;
import dev.touchstone.salessync.v1.CreateTaskRequest;
import dev.touchstone.salessync.v1.ListConflictsRequest;
import dev.touchstone.salessync.v1.ListTasksRequest;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import dev.touchstone.salessync.v1.UpdateTaskRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads requests about reminders. */
final class ReminderRequests {
    private static final int MAX_ADDRESS = 255;
    private static final int MAX_NAME = 255;
    private static final int MAX_DETAILS = 100_000;
    private static final int MAX_ZONE = 100;
    private static final int CANONICAL_UUID = 36;
    private static final UUID NO_ID = new UUID(0, 0);
    private static final String NAME = "name";
    private static final Set<String> CHANGEABLE = Set.of(NAME, "status", "priority", "due_date", "details", "assignee");

    private ReminderRequests() {}

    /**
     * A seller and whether to switch on.
     *
     * @param zone UTC if it is switched off
     */
    record Switch(String seller, boolean enabled, ZoneId zone) {}

    /** A reminder that was read in some version. */
    record Version(UUID id, long version) {}

    /** A page of a seller's list. */
    record Listing(String seller, boolean deleted, Page page) {
        UUID after() {
            return page.after().map(key -> UUID.fromString(key.getFirst())).orElse(NO_ID);
        }
    }

    static Switch sync(SetTaskSyncRequest request) {
        FieldViolations violations = new FieldViolations();
        String seller = seller("seller", request.getSeller(), violations);
        ZoneId zone = request.getEnabled() ? zone(request.getTimeZone(), violations) : ZoneOffset.UTC;
        violations.throwIfAny();
        return new Switch(seller, request.getEnabled(), zone);
    }

    static NewReminder create(CreateTaskRequest request) {
        FieldViolations violations = new FieldViolations();
        UUID requestId = uuid("request_id", request.getRequestId(), violations);
        SalesTask task = request.getTask();
        violations.requireText("task.name", task.getName(), MAX_NAME);
        ReminderFields fields = fields(
                task, EnumSet.complementOf(EnumSet.of(ReminderField.STATUS, ReminderField.PRIORITY)), violations);
        ReminderFields whole = fields.withStatus(status(task).orElse(ReminderStatus.OPEN))
                .withPriority(priority(task).orElse(ReminderPriority.NORMAL));
        if (task.getMarketoId() < 0) {
            violations.add(
                    "task.marketo_id", "OUT_OF_RANGE", "must be above 0, or 0 for none, but is " + task.getMarketoId());
        }
        violations.throwIfAny();
        OptionalLong person = task.getMarketoId() > 0 ? OptionalLong.of(task.getMarketoId()) : OptionalLong.empty();
        return new NewReminder(requestId, task.getName(), whole, person);
    }

    static ReminderChange update(UpdateTaskRequest request) {
        FieldViolations violations = new FieldViolations();
        SalesTask task = request.getTask();
        Version version = version("task.", task.getTaskId(), task.getVersion(), violations);
        Set<String> paths = new TreeSet<>(request.getUpdateMask().getPathsList());
        if (paths.isEmpty()) {
            violations.add("update_mask", "FIELD_REQUIRED", "must name at least one of " + new TreeSet<>(CHANGEABLE));
        }
        Set<ReminderField> named = EnumSet.noneOf(ReminderField.class);
        for (String path : paths) {
            field(path, violations).ifPresent(named::add);
        }
        boolean renamed = paths.contains(NAME);
        if (renamed) {
            violations.requireText("task.name", task.getName(), MAX_NAME);
        }
        ReminderFields values = fields(task, named, violations);
        violations.throwIfAny();
        Optional<String> name = renamed ? Optional.of(task.getName()) : Optional.empty();
        return new ReminderChange(version.id(), version.version(), name, named, values);
    }

    static Version version(String taskId, long version) {
        FieldViolations violations = new FieldViolations();
        Version read = version("", taskId, version, violations);
        violations.throwIfAny();
        return read;
    }

    static UUID id(String path, String text) {
        FieldViolations violations = new FieldViolations();
        UUID id = uuid(path, text, violations);
        violations.throwIfAny();
        return id;
    }

    static Listing list(ListTasksRequest request) {
        FieldViolations violations = new FieldViolations();
        String seller = seller("assignee", request.getAssignee(), violations);
        Page page =
                Page.parse(request.getPageSize(), request.getPageToken(), 1, violations, seller, request.getDeleted());
        violations.throwIfAny();
        return new Listing(seller, request.getDeleted(), page);
    }

    static Listing list(ListConflictsRequest request) {
        FieldViolations violations = new FieldViolations();
        String seller = seller("assignee", request.getAssignee(), violations);
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations, seller);
        violations.throwIfAny();
        return new Listing(seller, false, page);
    }

    private static Version version(String path, String taskId, long version, FieldViolations violations) {
        UUID id = uuid(path + "task_id", taskId, violations);
        if (version < 1) {
            violations.add(path + "version", "OUT_OF_RANGE", "must be the version that was read but is " + version);
        }
        return new Version(id, version);
    }

    private static Optional<ReminderField> field(String path, FieldViolations violations) {
        if (!CHANGEABLE.contains(path)) {
            violations.add(
                    "update_mask",
                    "UNKNOWN_FIELD",
                    "must name fields among " + new TreeSet<>(CHANGEABLE) + " but one is not");
            return Optional.empty();
        }
        return switch (path) {
            case "status" -> Optional.of(ReminderField.STATUS);
            case "priority" -> Optional.of(ReminderField.PRIORITY);
            case "due_date" -> Optional.of(ReminderField.DUE_DATE);
            case "details" -> Optional.of(ReminderField.DETAILS);
            case "assignee" -> Optional.of(ReminderField.ASSIGNEE);
            default -> Optional.empty();
        };
    }

    /** The values of the fields that are meant, checked; the others are of no meaning. */
    private static ReminderFields fields(SalesTask task, Set<ReminderField> meant, FieldViolations violations) {
        ReminderFields fields = ReminderFields.of("");
        for (ReminderField field : meant) {
            fields = switch (field) {
                case STATUS ->
                    fields.withStatus(status(task).orElseGet(() -> {
                        violations.add("task.status", "FIELD_REQUIRED", "must be OPEN or COMPLETED");
                        return ReminderStatus.OPEN;
                    }));
                case PRIORITY ->
                    fields.withPriority(priority(task).orElseGet(() -> {
                        violations.add("task.priority", "FIELD_REQUIRED", "must be NORMAL or HIGH");
                        return ReminderPriority.NORMAL;
                    }));
                case DUE_DATE -> fields.withDueDate(day(task.getDueDate(), violations));
                case DETAILS -> {
                    violations.limitText("task.details", task.getDetails(), MAX_DETAILS);
                    yield fields.withDetails(task.getDetails());
                }
                case ASSIGNEE -> fields.withAssignee(seller("task.assignee", task.getAssignee(), violations));
            };
        }
        return fields;
    }

    private static Optional<ReminderStatus> status(SalesTask task) {
        return switch (task.getStatus()) {
            case SALES_TASK_STATUS_OPEN -> Optional.of(ReminderStatus.OPEN);
            case SALES_TASK_STATUS_COMPLETED -> Optional.of(ReminderStatus.COMPLETED);
            case SALES_TASK_STATUS_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<ReminderPriority> priority(SalesTask task) {
        return switch (task.getPriority()) {
            case SALES_TASK_PRIORITY_NORMAL -> Optional.of(ReminderPriority.NORMAL);
            case SALES_TASK_PRIORITY_HIGH -> Optional.of(ReminderPriority.HIGH);
            case SALES_TASK_PRIORITY_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<LocalDate> day(String text, FieldViolations violations) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            violations.add("task.due_date", "INVALID_DATE", "must be a day as 2026-12-01, or empty");
            return Optional.empty();
        }
    }

    private static ZoneId zone(String text, FieldViolations violations) {
        try {
            if (violations.requireText("time_zone", text, MAX_ZONE)) {
                return ZoneId.of(text);
            }
        } catch (DateTimeException notAZone) {
            violations.add("time_zone", "INVALID_TIME_ZONE", "must be a name of the time zone database: Europe/Berlin");
        }
        return ZoneOffset.UTC;
    }

    private static String seller(String path, String text, FieldViolations violations) {
        if (!violations.requireText(path, text, MAX_ADDRESS)) {
            return "";
        }
        EmailAddress address = new EmailAddress(text);
        if (!address.isWellFormed()) {
            violations.add(path, "INVALID_ADDRESS", "must be an e-mail address: a name, an at sign and a domain");
        }
        return address.value();
    }

    private static UUID uuid(String path, String text, FieldViolations violations) {
        try {
            if (text.length() == CANONICAL_UUID) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notOne) {
            // Falls through to the violation, which says what is expected.
        }
        violations.add(path, "INVALID_UUID", "must be a UUID of " + CANONICAL_UUID + " characters");
        return NO_ID;
    }
}
