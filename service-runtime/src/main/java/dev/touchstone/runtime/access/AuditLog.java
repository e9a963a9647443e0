package dev.touchstone.runtime.access;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.SocketAddress;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One line for each call that changes the configuration or touches what is known of named people, and for each that was refused:
 * who, what, from where, how it ended. Of a request only ids and versions are told, never a name, an address or a text.
 */
@ApplicationScoped
class AuditLog {
    static final String CATEGORY = "dev.touchstone.audit";
    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final int MAX_ID = 64;

    Entry begin(String rpc, Gatekeeper.Decision decision, @Nullable SocketAddress peer) {
        Audited why = decision.rule().map(AccessRule::audited).orElse(Audited.NO);
        String caller =
                decision.caller() == null ? "unknown" : decision.caller().subject();
        boolean isWritten = why != Audited.NO || decision.refusal() != null;
        return new Entry(
                isWritten,
                "rpc=" + rpc + " caller=" + caller + " from=" + AccessInterceptor.address(peer) + " audited="
                        + why.name());
    }

    /** One call. */
    static final class Entry {
        private final boolean isWritten;
        private final String who;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile String what = "";

        private Entry(boolean isWritten, String who) {
            this.isWritten = isWritten;
            this.who = who;
        }

        boolean isWritten() {
            return isWritten;
        }

        /** Of a stream the first message tells what it is about. */
        void message(Object request) {
            if (what.isEmpty() && request instanceof Message message) {
                what = ids(message);
            }
        }

        void end(Status status) {
            if (isWritten && !ended.getAndSet(true)) {
                LOG.infof("%s what={%s} outcome=%s", who, what, status.getCode());
            }
        }
    }

    private static String ids(Message request) {
        StringJoiner ids = new StringJoiner(" ");
        request.getAllFields().forEach((field, value) -> {
            if (isId(field)) {
                String text = String.valueOf(value);
                ids.add(field.getName() + "=" + text.substring(0, Math.min(MAX_ID, text.length())));
            }
        });
        return ids.toString();
    }

    private static boolean isId(FieldDescriptor field) {
        String name = field.getName();
        boolean isNamedSo =
                name.equals("id") || name.equals("version") || name.endsWith("_id") || name.endsWith("_version");
        return isNamedSo && !field.isRepeated() && field.getJavaType() != JavaType.MESSAGE;
    }
}
