package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.signature.HandshakeReply;
import dev.sallyport.core.signature.HandshakeReply.Content;
import dev.sallyport.core.signature.HandshakeText;
import dev.sallyport.core.signature.HandshakeText.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one answer of a handshake: status, headers, and a body as text or as a JSON structure whose texts are templates. */
final class ReplyDefinition {

    private ReplyDefinition() {}

    static @Nullable HandshakeReply read(Definition handshake, String name, int least, int most) {
        Definition reply = handshake.child(name, Set.of("status", "headers", "text", "json"));
        if (reply == null) {
            return null;
        }
        int status = reply.read("status", reply.text("status", Integer.toString(least)), Integer::parseInt);
        if (status < least || status > most) {
            throw reply.error("status", "must be " + least + " to " + most);
        }
        return new HandshakeReply(status, headers(reply), content(reply));
    }

    static boolean isSigned(HandshakeReply reply) {
        Content content = reply.content();
        return (content != null && content.text().isSigned())
                || reply.headers().values().stream().anyMatch(HandshakeText::isSigned);
    }

    private static Map<String, HandshakeText> headers(Definition reply) {
        Map<String, HandshakeText> headers = new LinkedHashMap<>();
        Map<String, ?> written = reply.object("headers");
        if (written != null) {
            written.forEach((header, text) ->
                    headers.put(header, reply.read("headers", String.valueOf(text), HandshakeText::parse)));
        }
        return headers;
    }

    private static @Nullable Content content(Definition reply) {
        Object json = reply.value("json");
        if (json != null) {
            List<Piece> pieces = new ArrayList<>();
            write(reply, json, pieces);
            return new Content(HandshakeReply.Type.JSON, new HandshakeText(pieces));
        }
        String text = reply.text("text");
        return text == null
                ? null
                : new Content(HandshakeReply.Type.TEXT, reply.read("text", text, HandshakeText::parse));
    }

    private static void write(Definition reply, @Nullable Object value, List<Piece> pieces) {
        if (value instanceof Map<?, ?> members) {
            String before = "{";
            for (Map.Entry<?, ?> member : members.entrySet()) {
                pieces.add(new Piece.Fixed(before + "\"" + fixed(reply, String.valueOf(member.getKey())) + "\":"));
                write(reply, member.getValue(), pieces);
                before = ",";
            }
            pieces.add(new Piece.Fixed(members.isEmpty() ? "{}" : "}"));
        } else if (value instanceof String text) {
            pieces.add(new Piece.Fixed("\""));
            for (Piece piece : reply.read("json", text, HandshakeText::parse).pieces()) {
                pieces.add(
                        piece instanceof Piece.Fixed literal ? new Piece.Fixed(fixed(reply, literal.text())) : piece);
            }
            pieces.add(new Piece.Fixed("\""));
        } else if (value instanceof Number || value instanceof Boolean) {
            pieces.add(new Piece.Fixed(value.toString()));
        } else {
            throw reply.error("json", "may hold objects, texts, numbers, true and false");
        }
    }

    private static String fixed(Definition reply, String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
            throw reply.error("json", "may hold no quotes, backslashes or control characters in its fixed texts");
        }
        return text;
    }
}
