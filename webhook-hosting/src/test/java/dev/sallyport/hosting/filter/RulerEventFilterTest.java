package dev.sallyport.hosting.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.testkit.contract.EventFilterContract;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulerEventFilterTest implements EventFilterContract.All {

    private final RulerEventFilter filter = new RulerEventFilter();

    @Override
    public EventFilter filter() {
        return filter;
    }

    private boolean matches(String pattern, String body) {
        return filter.matches(
                pattern.replace('\'', '"'),
                RawPayload.adopt(body.replace('\'', '"').getBytes(UTF_8)));
    }

    private String problem(String pattern) {
        return String.valueOf(filter.problemWith(pattern.replace('\'', '"')));
    }

    @Nested
    class Beyond {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'a':[{'equals-ignore-case':'YES'}]}           | {'a':'yes'}            | true",
                    "{'a':[{'equals-ignore-case':'YES'}]}           | {'a':'no'}             | false",
                    "{'a':[{'anything-but':{'prefix':'test-'}}]}    | {'a':'live-1'}         | true",
                    "{'a':[{'anything-but':{'prefix':'test-'}}]}    | {'a':'test-1'}         | false",
                    "{'ip':[{'cidr':'10.0.0.0/24'}]}                | {'ip':'10.0.0.7'}      | true",
                    "{'ip':[{'cidr':'10.0.0.0/24'}]}                | {'ip':'10.0.1.7'}      | false",
                    "{'$or':[{'a':['x']},{'b':[1]}]}                | {'a':'y','b':1}        | true",
                    "{'$or':[{'a':['x']},{'b':[1]}]}                | {'a':'y','b':2}        | false",
                    "{'items':{'sku':['s1']}}                       | {'items':[{'sku':'s0'},{'sku':'s1'}]} | true",
                    "{'items':{'sku':['s1'],'n':[2]}}               | {'items':[{'sku':'s1','n':1},{'sku':'s2','n':2}]} | false",
                    "{'n':[1]}                                      | {'n':1.0}              | true",
                    "{'n':[12345678901234567]}                      | {'n':12345678901234568} | false",
                })
        void shouldMatch(String pattern, String body, boolean expected) {
            assertThat(problem(pattern)).isEqualTo("null");
            assertThat(matches(pattern, body)).isEqualTo(expected);
        }

        @Test
        void shouldGoOnWhenMorePatternsAreUsedThanAreKept() {
            for (int i = 0; i < 1_500; i++) {
                assertThat(matches("{'n':[" + i + "]}", "{'n':7}")).isEqualTo(i == 7);
            }
            assertThat(matches("{'n':[7]}", "{'n':7}")).isTrue();
        }
    }

    @Nested
    class Refuse {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'a':'x'}                         | 'a': what a field may be is a list, such as [\"a\", \"b\"], or an object of fields",
                    "{'data':{'a':[]}}                 | 'data.a': what a field may be is a list, such as [\"a\", \"b\"], or an object of fields",
                    "{'data':{}}                       | 'data': an object without fields chooses nothing in particular; name a field",
                    "{'a':[['x']]}                     | 'a': a list within a list matches nothing; write its values one level up",
                    "{'a':[{'wildcard':'*x*'}]}        | 'a': a matcher is an object with one of [anything-but, cidr, equals-ignore-case, exists, numeric, prefix, suffix]",
                    "{'a':[{'anything-but':{'wildcard':'*x*'}}]} | 'a': a matcher is an object with one of [anything-but, cidr, equals-ignore-case, exists, numeric, prefix, suffix]",
                    "{'$or':[7]}                       | '$or': each branch must be an object of fields",
                    "{'a':[{'prefix':7}]}              | prefix match pattern must be a string",
                    "{'a':['x'}                        | the pattern is not a well-formed JSON object",
                })
        void shouldSayWhere(String pattern, String problem) {
            assertThat(problem(pattern)).isEqualTo(problem);
        }

        @Test
        void shouldBoundSizes() {
            assertThat(problem("{'a':['" + "x".repeat(5_000) + "']}"))
                    .isEqualTo("the pattern is longer than 4096 characters");
            assertThat(problem(IntStream.range(0, 101)
                            .mapToObj(i -> "'f" + i + "':[1]")
                            .collect(Collectors.joining(",", "{", "}"))))
                    .isEqualTo("the pattern has more than 100 fields");
        }
    }
}
