package dev.sallyport.local.cli;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.web.Json;
import dev.sallyport.local.client.ApiClient;
import dev.sallyport.local.client.ApiClient.Reply;
import dev.sallyport.local.client.GatewayUnreachableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that asks a running gateway's JSON interface and shows what it says. */
abstract class ApiCommand implements Callable<Integer> {

    @Mixin
    final CommonOptions common = new CommonOptions();

    final Terminal terminal;

    ApiCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Opens the client that the command's options describe. */
    abstract ApiClient open();

    /** Does what the command is for. */
    abstract void run(ApiClient client);

    @Override
    public final Integer call() {
        try (ApiClient client = open()) {
            run(client);
            return 0;
        } catch (GatewayUnreachableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Asks, and ends the command with what the gateway says if it refuses. */
    static Map<String, Object> ask(ApiClient client, String method, String target, Json.@Nullable Content body) {
        return done(client.ask(method, target, body == null ? null : Json.write(body)));
    }

    static Map<String, Object> ask(ApiClient client, String method, String target, RawPayload body, String... headers) {
        return done(client.ask(method, target, body, headers));
    }

    private static Map<String, Object> done(Reply reply) {
        if (reply.isSuccess()) {
            return reply.body();
        }
        StringBuilder message = new StringBuilder(
                String.valueOf(reply.body().getOrDefault("detail", "the gateway answered " + reply.status())));
        if (reply.body().get("problems") instanceof List<?> problems && problems.size() > 1) {
            message.setLength(0);
            for (Object problem : problems) {
                if (problem instanceof Map<?, ?> members) {
                    message.append(message.isEmpty() ? "" : "\n")
                            .append(members.get("field"))
                            .append(": ")
                            .append(members.get("message"));
                }
            }
        }
        if (reply.status() == 401) {
            message.append("; ").append("set SALLYPORT_API_KEY, or SALLYPORT_ADMIN_TOKEN for what operators do");
        }
        throw new CommandFailure(message.toString());
    }

    /** Writes a path of segments, and of names and values of a query; values that are null are left out. */
    static String target(String path, @Nullable String... query) {
        StringBuilder target = new StringBuilder(path);
        char before = '?';
        for (int i = 0; i + 1 < query.length; i += 2) {
            String value = query[i + 1];
            if (value != null) {
                target.append(before).append(query[i]).append('=').append(encoded(value));
                before = '&';
            }
        }
        return target.toString();
    }

    /** Returns a text that a user gave as one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Shows an object: as JSON, or as a table of its members. */
    void show(Map<String, Object> object) {
        if (common.json()) {
            JsonLine.print(terminal, json -> JsonValues.writeMembers(json, object));
        } else {
            Table table = new Table("FIELD", "VALUE");
            object.forEach((name, value) -> table.row(name, value));
            table.print(terminal);
        }
    }

    /** Shows a list of objects: each as a line of JSON, or as a row of the columns named. */
    void showList(Map<String, Object> answer, String name, String... columns) {
        List<?> objects = answer.get(name) instanceof List<?> list ? list : List.of();
        Table table = new Table(Arrays.stream(columns)
                .map(column -> column.toUpperCase(Locale.ROOT).replace('_', ' '))
                .toArray(String[]::new));
        for (Object object : objects) {
            if (object instanceof Map<?, ?> members) {
                if (common.json()) {
                    JsonLine.print(terminal, json -> JsonValues.writeMembers(json, members));
                }
                table.row(Arrays.stream(columns)
                        .map(column -> valueOf(members, column))
                        .toArray());
            }
        }
        if (!common.json()) {
            table.print(terminal);
        }
        if (answer.get("next_cursor") instanceof String cursor) {
            terminal.err().println("There are more: --cursor " + cursor);
        }
    }

    private static Object valueOf(Map<?, ?> members, String column) {
        Object value = members.get(column);
        return value == null ? "-" : value;
    }

    /** Says on the stream of messages what no program needs to read. */
    void say(String sentence) {
        if (!common.json()) {
            terminal.err().println(sentence);
        }
    }
}
