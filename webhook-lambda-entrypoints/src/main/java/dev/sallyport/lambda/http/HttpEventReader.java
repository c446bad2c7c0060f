package dev.sallyport.lambda.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/**
 * Reads an event token by token: nothing is bound to classes, so that nothing has to be inspected by reflection while a
 * provider waits for the first answer of a new process.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payload
 *     formats 1.0 and 2.0</a>
 */
final class HttpEventReader {

    private static final JsonFactory JSON = new JsonFactory();

    private HttpEventReader() {}

    /**
     * Reads a request.
     *
     * @throws MalformedEventException if it is no event of a REST API, an HTTP API or a function URL
     */
    static HttpCall read(InputStream event) throws IOException {
        HttpEvent found = new HttpEvent();
        try (JsonParser json = JSON.createParser(event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedEventException("the event is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                readMember(name, json, found);
            }
        } catch (JsonParseException e) {
            // Its message quotes what was read, which may hold a payload.
            throw new MalformedEventException("the event is not well-formed JSON");
        }
        return found.toCall();
    }

    private static void readMember(String name, JsonParser json, HttpEvent found) throws IOException {
        switch (name) {
            case "version" -> found.version = text(json);
            case "httpMethod" -> found.restMethod = text(json);
            case "path" -> found.restPath = text(json);
            case "rawPath" -> found.rawPath = text(json);
            case "rawQueryString" -> found.rawQuery = text(json);
            case "headers" -> readLines(json, found.headers);
            case "multiValueHeaders" -> readLines(json, found.multiValueHeaders);
            case "queryStringParameters" -> readLines(json, found.query);
            case "multiValueQueryStringParameters" -> readLines(json, found.multiValueQuery);
            case "cookies" -> readCookies(json, found);
            case "requestContext" -> readContext(json, found);
            case "body" -> found.body = text(json);
            case "isBase64Encoded" -> found.base64 = json.currentToken() == JsonToken.VALUE_TRUE;
            default -> json.skipChildren();
        }
    }

    /** Names with a value each, or with a list of values. */
    private static void readLines(JsonParser json, NamedValues lines) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    lines.add(name, text(json));
                }
            } else {
                lines.add(name, text(json));
            }
        }
    }

    private static void readCookies(JsonParser json, HttpEvent found) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                found.cookies.add(text(json));
            }
        }
    }

    private static void readContext(JsonParser json, HttpEvent found) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("stage")) {
                found.stage = text(json);
            } else if (value == JsonToken.START_OBJECT
                    && (name.equals("http") || name.equals("identity") || name.equals("authorizer"))) {
                readContextPart(json, name, found);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readContextPart(JsonParser json, String part, HttpEvent found) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (part + "." + name) {
                case "http.method" -> found.httpMethod = text(json);
                case "http.sourceIp", "identity.sourceIp" -> found.sourceIp = text(json);
                case "identity.userArn" -> found.principal = text(json);
                case "authorizer.iam" -> {
                    if (value == JsonToken.START_OBJECT) {
                        readIam(json, found);
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private static void readIam(JsonParser json, HttpEvent found) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("userArn")) {
                found.principal = text(json);
            } else {
                json.skipChildren();
            }
        }
    }

    /** Returns a text; the empty one for null and for what is no text. */
    private static String text(JsonParser json) throws IOException {
        if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    /** Returns the exact bytes that were sent. */
    static RawPayload bytesOf(String body, boolean base64) throws MalformedEventException {
        if (body.isEmpty()) {
            return RawPayload.empty();
        }
        if (!base64) {
            return RawPayload.adopt(body.getBytes(UTF_8));
        }
        try {
            return RawPayload.adopt(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("the event says that its body is Base64, which it is not");
        }
    }
}
