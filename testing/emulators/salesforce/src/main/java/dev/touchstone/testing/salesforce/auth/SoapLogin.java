package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.emulator.http.Request;
import dev.touchstone.testing.salesforce.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Login and logout of the SOAP API, which older clients use to get a session. Nothing else of SOAP is here. */
final class SoapLogin {
    private static final String NAMESPACE = "urn:partner.soap.sforce.com";

    private final Hosts hosts;
    private final Users users;
    private final Sessions sessions;
    private final String orgId;

    SoapLogin(Hosts hosts, Users users, Sessions sessions, String orgId) {
        this.hosts = hosts;
        this.users = users;
        this.sessions = sessions;
        this.orgId = orgId;
    }

    Reply answer(Request request) {
        Document envelope;
        try {
            envelope = parse(request.body());
        } catch (SAXException | IOException notXml) {
            return fault("soapenv:Client", "the body is not an XML document");
        }
        if (present(envelope, "login")) {
            return login(envelope, request.variable("version"));
        }
        if (present(envelope, "logout")) {
            return text(envelope, "sessionId").filter(sessions::end).isPresent()
                    ? envelope("<logoutResponse/>")
                    : fault("sf:INVALID_SESSION_ID", "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader");
        }
        return fault("soapenv:Client", "only login and logout are here");
    }

    private Reply login(Document envelope, String version) {
        Optional<Login> login = text(envelope, "username")
                .flatMap(users::find)
                .filter(user -> users.refusal(user.username()).isEmpty())
                .filter(user -> text(envelope, "password")
                        .filter((user.password() + user.securityToken())::equals)
                        .isPresent());
        if (login.isEmpty()) {
            return fault(
                    "sf:INVALID_LOGIN",
                    "INVALID_LOGIN: Invalid username, password, security token; or user locked out.");
        }
        Session session = sessions.begin(login.get(), "", hosts.instance());
        return envelope("<loginResponse xmlns=\"" + NAMESPACE + "\"><result>"
                + element("passwordExpired", "false")
                + element("sandbox", "false")
                + element("serverUrl", session.instance() + "/services/Soap/u/" + version + "/" + orgId)
                + element("sessionId", session.token())
                + element("userId", login.get().userId())
                + "<userInfo>"
                + element("organizationId", orgId)
                + element("userId", login.get().userId())
                + element("userName", login.get().username())
                + element("userFullName", login.get().displayName())
                + "</userInfo></result></loginResponse>");
    }

    private static Document parse(byte[] body) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK has no such XML parser", impossible);
        }
    }

    private static boolean present(Document envelope, String name) {
        return envelope.getElementsByTagNameNS(NAMESPACE, name).getLength() > 0;
    }

    private static Optional<String> text(Document envelope, String name) {
        NodeList found = envelope.getElementsByTagNameNS(NAMESPACE, name);
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent());
    }

    private static Reply fault(String code, String message) {
        Reply body = envelope(
                "<soapenv:Fault>" + element("faultcode", code) + element("faultstring", message) + "</soapenv:Fault>");
        return Reply.text(500, body.type(), body.text());
    }

    private static Reply envelope(String body) {
        return Reply.text(
                200,
                "text/xml;charset=UTF-8",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:sf=\"urn:fault.partner.soap.sforce.com\"><soapenv:Body>" + body
                        + "</soapenv:Body></soapenv:Envelope>");
    }

    private static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }
}
