package dev.sallyport.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.EventFilter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link EventFilter} knows at least. */
public interface EventFilterContract {

    /** Returns the filter under test. */
    EventFilter filter();

    /** Everything that a filter does. */
    interface All extends Match, Judge {}

    /** {@link EventFilter#matches}. */
    interface Match extends EventFilterContract {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    // alternatives
                    "{'type':['a']}                               | {'type':'a'}                       | true",
                    "{'type':['a','b']}                           | {'type':'b'}                       | true",
                    "{'type':['a','b']}                           | {'type':'c'}                       | false",
                    "{'type':['a']}                               | {'type':'A'}                       | false",
                    "{'type':['a']}                               | {'type':'aa'}                      | false",
                    "{'type':['']}                                | {'type':''}                        | true",
                    "{'type':['a']}                               | {'other':'a'}                      | false",
                    "{'type':['a']}                               | {}                                 | false",
                    "{'type':['a']}                               | {'type':{'a':'a'}}                 | false",
                    "{'type':['a']}                               | {'x':{'type':'a'}}                 | false",
                    // numbers and booleans
                    "{'n':[12]}                                   | {'n':12}                           | true",
                    "{'n':[12]}                                   | {'n':13}                           | false",
                    "{'n':[12]}                                   | {'n':'12'}                         | false",
                    "{'n':['12']}                                 | {'n':12}                           | false",
                    "{'n':[-3.5]}                                 | {'n':-3.5}                         | true",
                    "{'live':[true]}                              | {'live':true}                      | true",
                    "{'live':[true]}                              | {'live':false}                     | false",
                    "{'live':[true]}                              | {'live':'true'}                    | false",
                    "{'mixed':['x',7,false]}                      | {'mixed':7}                        | true",
                    // nesting, and several fields
                    "{'data':{'kind':['x']}}                      | {'data':{'kind':'x','more':1}}     | true",
                    "{'data':{'kind':['x']}}                      | {'data':{'kind':'y'}}              | false",
                    "{'data':{'kind':['x']}}                      | {'data':'x'}                       | false",
                    "{'a':{'b':{'c':[1]}}}                        | {'a':{'b':{'c':1}}}                | true",
                    "{'a':['x'],'b':['y']}                        | {'a':'x','b':'y'}                  | true",
                    "{'a':['x'],'b':['y']}                        | {'a':'x','b':'z'}                  | false",
                    "{'a':['x'],'b':['y']}                        | {'a':'x'}                          | false",
                    // a list in the body: any element
                    "{'tags':['a']}                               | {'tags':['b','a']}                 | true",
                    "{'tags':['a']}                               | {'tags':['b','c']}                 | false",
                    "{'tags':['a']}                               | {'tags':[]}                        | false",
                    // prefix and suffix
                    "{'id':[{'prefix':'cus_'}]}                   | {'id':'cus_1'}                     | true",
                    "{'id':[{'prefix':'cus_'}]}                   | {'id':'cus'}                       | false",
                    "{'id':[{'prefix':'cus_'}]}                   | {'id':'x_cus_'}                    | false",
                    "{'id':[{'prefix':'1'}]}                      | {'id':12}                          | false",
                    "{'id':[{'suffix':'.png'}]}                   | {'id':'a.png'}                     | true",
                    "{'id':[{'suffix':'.png'}]}                   | {'id':'a.pngx'}                    | false",
                    "{'id':[{'prefix':'a'},{'suffix':'z'},'m']}   | {'id':'m'}                         | true",
                    // anything but
                    "{'s':[{'anything-but':'x'}]}                 | {'s':'y'}                          | true",
                    "{'s':[{'anything-but':'x'}]}                 | {'s':'x'}                          | false",
                    "{'s':[{'anything-but':['x','y']}]}           | {'s':'z'}                          | true",
                    "{'s':[{'anything-but':['x','y']}]}           | {'s':'y'}                          | false",
                    "{'s':[{'anything-but':[1,2]}]}               | {'s':3}                            | true",
                    "{'s':[{'anything-but':[1,2]}]}               | {'s':2}                            | false",
                    "{'s':[{'anything-but':'x'}]}                 | {'t':'y'}                          | false",
                    // exists
                    "{'s':[{'exists':true}]}                      | {'s':''}                           | true",
                    "{'s':[{'exists':true}]}                      | {'s':0}                            | true",
                    "{'s':[{'exists':true}]}                      | {'t':0}                            | false",
                    "{'s':[{'exists':false}]}                     | {'t':0}                            | true",
                    "{'s':[{'exists':false}]}                     | {'s':0}                            | false",
                    "{'a':['x'],'s':[{'exists':false}]}           | {'a':'x'}                          | true",
                    // numeric
                    "{'n':[{'numeric':['=',5]}]}                  | {'n':5}                            | true",
                    "{'n':[{'numeric':['=',5]}]}                  | {'n':5.0}                          | true",
                    "{'n':[{'numeric':['>',5]}]}                  | {'n':5}                            | false",
                    "{'n':[{'numeric':['>',5]}]}                  | {'n':5.01}                         | true",
                    "{'n':[{'numeric':['>=',5]}]}                 | {'n':5}                            | true",
                    "{'n':[{'numeric':['<',0]}]}                  | {'n':-1}                           | true",
                    "{'n':[{'numeric':['<=',0]}]}                 | {'n':0.5}                          | false",
                    "{'n':[{'numeric':['>',0,'<=',5]}]}           | {'n':5}                            | true",
                    "{'n':[{'numeric':['>',0,'<=',5]}]}           | {'n':0}                            | false",
                    "{'n':[{'numeric':['>',0,'<=',5]}]}           | {'n':'3'}                          | false",
                })
        default void shouldMatch(String pattern, String body, boolean matches) {
            String written = json(pattern);

            assertThat(filter().problemWith(written)).isNull();
            assertThat(filter().matches(written, payload(json(body)))).isEqualTo(matches);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "{", "type=a", "<a/>", "{'a':'x'} trailing", "\u0000"})
        default void shouldMatchNothingThatIsNotJson(String body) {
            assertThat(filter().matches(json("{'s':[{'exists':false}]}"), payload(json(body))))
                    .isFalse();
            assertThat(filter().matches(json("{'a':['x']}"), payload(json(body))))
                    .isFalse();
        }

        @Test
        default void shouldMatchNothingThatIsNotUtf8() {
            RawPayload body = RawPayload.adopt(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'});

            assertThat(filter().matches(json("{'s':[{'exists':false}]}"), body)).isFalse();
        }

        @Test
        default void shouldEndWhereABodyNestsWithoutEnd() {
            RawPayload deep = payload("{\"a\":".repeat(200_000));

            assertThat(filter().matches(json("{'a':['x']}"), deep)).isFalse();
        }

        @Test
        default void shouldMatchTextBeyondAscii() {
            assertThat(filter().matches(json("{'name':['Jürgen']}"), payload(json("{'name':'Jürgen'}"))))
                    .isTrue();
            assertThat(filter().matches(json("{'name':['Jürgen']}"), payload(json("{'name':'J\\u00fcrgen'}"))))
                    .isTrue();
        }

        @Test
        default void shouldAnswerManyThreadsAlike() {
            List<Boolean> answers = Together.run(
                    32, i -> filter().matches(json("{'n':[" + i / 2 + "]}"), payload(json("{'n':" + i + "}"))));

            assertThat(answers)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 32).mapToObj(i -> i / 2 == i).toList());
        }
    }

    /** {@link EventFilter#problemWith}. */
    interface Judge extends EventFilterContract {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "'a'",
                    "{}",
                    "{'a':'x'}",
                    "{'a':7}",
                    "{'a':[]}",
                    "{'a':{}}",
                    "{'a':{'b':'x'}}",
                    "{'a':[['x']]}",
                    "{'a':[{'frobnicate':'x'}]}",
                    "{'a':[{}]}",
                    "{'a':[{'prefix':7}]}",
                    "{'a':[{'suffix':['x']}]}",
                    "{'a':[{'exists':'yes'}]}",
                    "{'a':[{'numeric':['~',5]}]}",
                    "{'a':[{'numeric':['>','5']}]}",
                    "{'a':[{'numeric':['>']}]}",
                    "{'a':[{'numeric':[]}]}",
                })
        default void shouldSayWhatIsWrong(String pattern) {
            assertThat(filter().problemWith(json(pattern))).isNotBlank();
        }

        @Test
        default void shouldSayThatAPatternNestsTooDeeply() {
            assertThat(filter().problemWith("{\"a\":".repeat(200_000))).isNotBlank();
        }
    }

    /** Lets tests write JSON with single quotes. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static RawPayload payload(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }
}
