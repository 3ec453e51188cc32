package dev.aria.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.data.item.Caption;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptTableTest {
  @TempDir private Path folder;
  private final List<String> refused = new ArrayList<>();

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private List<String> texts(Path file, String... column) {
    return prompts(file, column).stream().map(Caption::text).toList();
  }

  private List<Caption> prompts(Path file, String... column) {
    try (Stream<Caption> prompts =
        PromptTable.prompts(file, Stream.of(column).findFirst(), refused::add)) {
      return prompts.toList();
    }
  }

  @Test
  void prompts_tableWithATeacherColumn_nameItsTeachers() throws IOException {
    Path file = write("a.csv", "caption,teacher\na tabby,cats\na boat,\n");

    assertThat(prompts(file))
        .containsExactly(new Caption("a tabby", 1, Optional.of("cats")), new Caption("a boat", 1));
  }

  @Test
  void texts_csvWithQuotesAndBlanks_areTheColumnInOrder() throws IOException {
    Path file =
        write("a.csv", "id,caption\n1,\"a red fox, asleep\"\n2,\n3,\"two\nlines\"\n4, a boat \n");

    assertThat(texts(file)).containsExactly("a red fox, asleep", "two\nlines", "a boat");
    assertThat(texts(file, "id")).containsExactly("1", "2", "3", "4");
  }

  @Test
  void texts_tsv_isCutAtTabs() throws IOException {
    assertThat(texts(write("a.tsv", "text\tid\na fox, red\t1\n"))).containsExactly("a fox, red");
  }

  @Test
  void texts_withoutTheColumn_namesThoseThereAre() throws IOException {
    Path file = write("a.csv", "id,title\n1,fox\n");

    assertThatThrownBy(() -> texts(file))
        .isInstanceOf(SourceUnreadable.class)
        .hasMessageContaining("[id, title]")
        .hasMessageContaining("--column");
  }

  @Test
  void texts_rowOfAnotherLength_isRefusedByNumberAndPassedOver() throws IOException {
    Path file = write("a.csv", "id,caption\n1,a red fox, asleep\n2,a boat\n");

    assertThat(texts(file)).containsExactly("a boat");
    assertThat(refused).singleElement().asString().contains("record 1: 3 fields");
  }

  @Test
  void texts_parquetThatIsNone_isRefused() throws IOException {
    Path file = write("a.parquet", "nothing");

    assertThat(PromptTable.is(file)).isTrue();
    assertThat(PromptTable.is(Path.of("captions.txt"))).isFalse();
    assertThatThrownBy(() -> PromptTable.prompts(file, Optional.empty(), refused::add))
        .isInstanceOf(SourceUnreadable.class)
        .hasMessageContaining("a.parquet");
  }
}
