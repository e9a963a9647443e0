package dev.touchstone.testing.marketo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An emulator for each test, and a client that is logged in. */
abstract class EmulatorFixture {
    MarketoEmulator emulator;
    EmulatorClient client;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        start(EmulatorConfig.defaults());
    }

    void start(EmulatorConfig config) throws IOException, InterruptedException {
        stop();
        emulator = MarketoEmulator.start(config);
        client = new EmulatorClient(emulator);
        client.logIn();
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    static Map<String, Object> lead(int number) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("firstName", "Given" + number);
        fields.put("lastName", "Family" + number);
        fields.put("email", "person" + number + "@x.test");
        return fields;
    }
}
