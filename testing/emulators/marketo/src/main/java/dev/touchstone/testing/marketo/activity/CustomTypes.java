package dev.touchstone.testing.marketo.activity;

import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The custom activity types of the instance. What is edited is a draft; only an approved definition counts. Names and the
 * primary attribute are frozen once activities of the type exist (1022). Thread-safe.
 *
 * <p><b>Boundaries:</b> 10 types (1027), 20 attributes beside the primary one (1028).
 */
public final class CustomTypes {
    static final int MAX_TYPES = 10;
    static final int MAX_ATTRIBUTES = 20;
    private static final int FIRST_ID = 100_001;
    private static final Set<String> DATA_TYPES = Set.of(
            "string", "boolean", "integer", "float", "link", "email", "currency", "date", "datetime", "phone", "text");

    private final Clock clock;
    private final Map<String, CustomType> types = new LinkedHashMap<>();
    private int lastId = FIRST_ID - 1;

    /** An attribute of a type. */
    public record AttributeType(String apiName, String name, String description, String dataType) {
        Map<String, Object> toJson() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("apiName", apiName);
            row.put("name", name);
            row.put("description", description);
            row.put("dataType", dataType);
            return row;
        }
    }

    /** What a type says, as a draft or approved. */
    public record Definition(
            String name,
            String description,
            String triggerName,
            String filterName,
            AttributeType primary,
            List<AttributeType> attributes) {
        public Definition {
            attributes = List.copyOf(attributes);
        }

        Definition withAttributes(List<AttributeType> other) {
            return new Definition(name, description, triggerName, filterName, primary, other);
        }

        private boolean frozenPartEquals(Definition other) {
            return name.equals(other.name)
                    && triggerName.equals(other.triggerName)
                    && filterName.equals(other.filterName)
                    && primary.equals(other.primary);
        }
    }

    /** A type with its state. */
    static final class CustomType {
        final int id;
        final String apiName;
        final Instant createdAt;
        Instant updatedAt;

        @Nullable
        Definition approved;

        @Nullable
        Definition draft;

        boolean used;

        private CustomType(int id, String apiName, Instant now, Definition draft) {
            this.id = id;
            this.apiName = apiName;
            this.createdAt = now;
            this.updatedAt = now;
            this.draft = draft;
        }

        String status() {
            if (approved == null) {
                return "draft";
            }
            return draft == null ? "approved" : "approved with draft";
        }

        Definition latest() {
            return Objects.requireNonNull(draft != null ? draft : approved, "a type has a draft or is approved");
        }
    }

    public CustomTypes(Clock clock) {
        this.clock = clock;
    }

    /** True for ids that custom types have. */
    public static boolean isCustom(int typeId) {
        return typeId >= FIRST_ID;
    }

    /** Makes an approved type at once, as an administrator does in the user interface, and returns its id. */
    public synchronized int put(String apiName, Definition definition) {
        CustomType type = new CustomType(++lastId, apiName, Times.seconds(clock.instant()), definition);
        type.approved = definition;
        type.draft = null;
        types.put(apiName, type);
        return type.id;
    }

    /** Forgets all types. */
    public synchronized void clear() {
        types.clear();
    }

    /** API names of the approved types, by id. */
    public synchronized Map<Integer, String> approved() {
        Map<Integer, String> names = new LinkedHashMap<>();
        types.values().stream().filter(type -> type.approved != null).forEach(type -> names.put(type.id, type.apiName));
        return names;
    }

    synchronized List<CustomType> all() {
        return List.copyOf(types.values());
    }

    synchronized CustomType find(String apiName) throws ApiRefusal {
        CustomType type = types.get(apiName);
        if (type == null) {
            throw new ApiRefusal("1013", "Custom activity type '" + apiName + "' not found");
        }
        return type;
    }

    synchronized Optional<Definition> approved(int id) {
        return types.values().stream()
                .filter(type -> type.id == id)
                .flatMap(type -> Stream.ofNullable(type.approved))
                .findFirst();
    }

    synchronized void use(int id) {
        types.values().stream().filter(type -> type.id == id).forEach(type -> type.used = true);
    }

    synchronized CustomType create(String apiName, Definition definition) throws ApiRefusal {
        if (types.containsKey(apiName)) {
            throw new ApiRefusal("1017", "Custom activity type '" + apiName + "' already exists");
        }
        if (types.size() >= MAX_TYPES) {
            throw new ApiRefusal("1027");
        }
        check(apiName, definition);
        CustomType type = new CustomType(++lastId, apiName, Times.seconds(clock.instant()), definition);
        types.put(apiName, type);
        return type;
    }

    /** Edits the draft, which is made if there is none. */
    synchronized CustomType edit(String apiName, UnaryOperator<Definition> edit) throws ApiRefusal {
        CustomType type = find(apiName);
        Definition edited = edit.apply(type.latest());
        check(apiName, edited);
        if (type.used && type.approved != null && !edited.frozenPartEquals(type.approved)) {
            throw new ApiRefusal("1022", "The names of a type in use cannot be changed");
        }
        type.draft = edited;
        type.updatedAt = Times.seconds(clock.instant());
        return type;
    }

    synchronized CustomType approve(String apiName) throws ApiRefusal {
        CustomType type = find(apiName);
        if (type.draft == null) {
            throw new ApiRefusal("709", "Custom activity type '" + apiName + "' has no draft");
        }
        type.approved = type.draft;
        type.draft = null;
        return type;
    }

    synchronized CustomType discard(String apiName) throws ApiRefusal {
        CustomType type = find(apiName);
        if (type.draft == null || type.approved == null) {
            throw new ApiRefusal(
                    "709", "Custom activity type '" + apiName + "' has no draft beside an approved version");
        }
        type.draft = null;
        return type;
    }

    synchronized CustomType delete(String apiName) throws ApiRefusal {
        CustomType type = find(apiName);
        if (type.used) {
            throw new ApiRefusal("1022");
        }
        types.remove(apiName);
        return type;
    }

    private void check(String apiName, Definition definition) throws ApiRefusal {
        if (definition.attributes().size() > MAX_ATTRIBUTES) {
            throw new ApiRefusal("1028");
        }
        List<AttributeType> all = new ArrayList<>(definition.attributes());
        all.add(definition.primary());
        for (AttributeType attribute : all) {
            if (!DATA_TYPES.contains(attribute.dataType())) {
                throw new ApiRefusal("1003", "Invalid dataType '" + attribute.dataType() + "'");
            }
            if (all.stream().filter(other -> clash(attribute, other)).count() > 1) {
                throw new ApiRefusal("1003", "Attribute '" + attribute.apiName() + "' is there twice");
            }
        }
        for (CustomType other : types.values()) {
            if (!other.apiName.equals(apiName) && clash(definition, other.latest())) {
                throw new ApiRefusal("1003", "Names are unique, and '" + other.apiName + "' has one of these");
            }
        }
    }

    private static boolean clash(AttributeType one, AttributeType other) {
        return one.apiName().equals(other.apiName()) || one.name().equals(other.name());
    }

    private static boolean clash(Definition one, Definition other) {
        return one.name().equals(other.name())
                || one.triggerName().equals(other.triggerName())
                || one.filterName().equals(other.filterName());
    }
}
