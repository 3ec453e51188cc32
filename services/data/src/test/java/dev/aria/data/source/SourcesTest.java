package dev.aria.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.data.fixture.Pictures;
import dev.aria.data.fixture.Tars;
import dev.aria.data.item.AllItems;
import dev.aria.data.item.Caption;
import dev.aria.data.item.Content;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourcesTest {
  private static final byte[] PNG = Pictures.plain(2, 2, 0xFF, "png");

  @TempDir Path folder;

  @Test
  void folder_textsBeside_comeInOrderOfNames() throws IOException {
    write("b.png", PNG, "b.txt", "a\nblue\r\ndot");
    write("sub/a.jpg", Pictures.plain(2, 2, 0, "jpg"), "sub/a.txt", "a black dot");
    write("a.png", PNG);
    Files.writeString(folder.resolve("lonely.txt"), "a caption");
    Files.writeString(folder.resolve("notes.md"), "no caption");

    assertThat(described(folder))
        .containsExactly(
            "a.png: no caption: there is no a.txt beside it",
            "b.png: picture [a blue dot]",
            "lonely.txt: no picture: the caption stands alone",
            "sub/a.jpg: picture [a black dot]");
  }

  @Test
  void jsonLines_oneOrTenCaptions_areRead() throws IOException {
    write("one.png", PNG, "ten.png", "");
    Files.write(folder.resolve("ten.png"), PNG);
    String ten = "\"c\",".repeat(9) + "\"d\"";
    Files.writeString(
        folder.resolve("metadata.jsonl"),
        """
        {"file_name": "one.png", "text": "a dot"}
        {"file_name": "ten.png", "text": [%s]}
        {"file_name": "ten.png", "text": ["x", "y"], "probabilities": [0.25, 0.75]}
        {"file_name": "absent.png", "text": "z"}
        {"file_name": "../secret.png", "text": "z"}
        {"file_name": "one.png"}
        {"file_name": "one.png", "text": 7}
        not json
        """
            .formatted(ten));

    List<SourceItem> items = items(folder, ColumnNames.USUAL);

    assertThat(items.get(1).captions()).hasSize(10);
    assertThat(items.get(2).captions())
        .containsExactly(new Caption("x", 0.25), new Caption("y", 0.75));
    assertThat(items.stream().skip(3).map(SourcesTest::described))
        .containsExactly(
            "absent.png: no picture: the file absent.png does not exist",
            "../secret.png: no picture: '../secret.png' names no file in " + folder.getFileName(),
            "one.png: picture []",
            "metadata.jsonl:7: bad caption: the caption is 7, must be a text or a list of texts",
            "metadata.jsonl:8: bad metadata: no JSON: Unrecognized token 'not':"
                + " was expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                + " 'false')");
  }

  @Test
  void csv_quotedCaptions_areRead() throws IOException {
    write("one.png", PNG);
    Files.writeString(
        folder.resolve("metadata.csv"), "file_name,title\none.png,\"a dot, blue\"\none.png\n");

    assertThat(items(folder, new ColumnNames(Optional.of("title"), Optional.empty())))
        .extracting(SourcesTest::described)
        .containsExactly(
            "one.png: picture [a dot, blue]", "metadata.csv:3: bad metadata: 1 fields");
    assertThatThrownBy(() -> items(folder, ColumnNames.USUAL))
        .isInstanceOf(SourceUnreadable.class)
        .hasMessageContaining("it has [file_name, title]; name one with --caption-column");
  }

  @Test
  void tar_groupsOfFiles_areItems() {
    Path tar = folder.resolve("00000.tar");
    try (Tars out = new Tars(tar)) {
      out.add("000.jpg", PNG).add("000.txt", "first").add("000.json", "{\"caption\": \"no\"}");
      out.add("001.png", PNG).add("001.json", "{\"caption\": \"second\", \"status\": \"ok\"}");
      out.add("002.json", "{\"caption\": \"gone\", \"status\": \"failed_to_download\"}");
      out.add("003.png", PNG);
      out.add("004.png", PNG).add("004.json", "{");
    }

    assertThat(described(tar))
        .startsWith(
            "00000.tar/000: picture [first]",
            "00000.tar/001: picture [second]",
            "00000.tar/002: no picture: the caption stands alone",
            "00000.tar/003: picture []")
        .hasSize(5);
    assertThat(described(folder)).isEqualTo(described(tar));
  }

  @Test
  void tar_cutShort_givesWhatLiesBefore() throws IOException {
    Path tar = folder.resolve("00000.tar");
    try (Tars out = new Tars(tar)) {
      for (int i = 0; i < 3; i++) {
        out.add(i + ".png", PNG).add(i + ".txt", "dot " + i);
      }
    }
    byte[] whole = Files.readAllBytes(tar);

    for (int cut : new int[] {4 * 1024, 4 * 1024 + 100, 4 * 1024 + 512 + 50}) {
      Files.write(tar, Arrays.copyOf(whole, cut)); // at, in the header of, within 2.png
      assertCut(tar, described(tar));
    }
  }

  private static void assertCut(Path tar, List<String> cut) {
    assertThat(cut).hasSize(3);
    assertThat(cut.get(1)).isEqualTo("00000.tar/1: picture [dot 1]");
    assertThat(cut.get(2)).startsWith("00000.tar: tar cut short or damaged after 2 items");
    for (int skip = 0; skip <= 4; skip++) {
      try (AllItems items = new AllItems(Sources.at(tar, ColumnNames.USUAL))) {
        assertThat(items.skip(skip)).isEqualTo(Math.min(skip, 3));
        assertThat(items.next().map(SourcesTest::described))
            .isEqualTo(skip < 3 ? Optional.of(cut.get(skip)) : Optional.empty());
      }
    }
  }

  @Test
  void at_missingOrUnknown_isRefused() throws IOException {
    Path unknown = Files.writeString(folder.resolve("x.docx"), "x");

    assertThatThrownBy(() -> Sources.at(folder.resolve("absent.tar"), ColumnNames.USUAL))
        .hasMessageContaining("absent.tar does not exist");
    assertThatThrownBy(() -> Sources.at(unknown, ColumnNames.USUAL))
        .hasMessageContaining("x.docx is none of: a folder, .tar");
  }

  @Test
  void teacher_ofJsonLinesAndCsv_isThatOfAllCaptionsOfTheItem() throws IOException {
    write("one.png", PNG);
    Files.writeString(
        folder.resolve("metadata.jsonl"),
        """
        {"file_name": "one.png", "text": ["a tabby", "a cat"], "teacher": "cats"}
        {"file_name": "one.png", "text": "a boat", "teacher": null}
        {"file_name": "one.png", "text": "a boat", "teacher": 7}
        """);
    Path csv = Files.createDirectories(folder.resolve("csv")).resolve("metadata.csv");
    Files.writeString(csv, "file_name,text,teacher\none.png,a tabby,cats\none.png,a boat,\n");

    assertThat(teachers(folder)).containsExactly("cats", "cats", "");
    assertThat(described(folder).get(2)).contains("field 'teacher' is 7, must be a text");
    assertThat(teachers(csv)).containsExactly("cats", "");
  }

  @Test
  void teacher_ofATar_isThatOfTheJsonAlsoBesideAText() {
    Path tar = folder.resolve("00000.tar");
    try (Tars out = new Tars(tar)) {
      out.add("000.png", PNG).add("000.txt", "a tabby").add("000.json", "{\"teacher\": \"cats\"}");
      out.add("001.png", PNG).add("001.json", "{\"caption\": \"a boat\"}");
    }

    assertThat(teachers(tar)).containsExactly("cats", "");
  }

  @Test
  void teacher_ofADamagedJsonBesideAText_isNone() {
    Path tar = folder.resolve("00000.tar");
    try (Tars out = new Tars(tar)) {
      out.add("000.png", PNG).add("000.txt", "a tabby").add("000.json", "{\"teacher\": ");
    }

    assertThat(teachers(tar)).containsExactly("");
  }

  @Test
  void teacher_whereTheCaptionIsCalledSo_isNone() throws IOException {
    write("one.png", PNG);
    Files.writeString(
        folder.resolve("metadata.jsonl"),
        "{\"file_name\": \"one.png\", \"teacher\": \"a tabby\"}\n");
    ColumnNames columns = new ColumnNames(Optional.of("teacher"), Optional.empty());

    assertThat(items(folder, columns))
        .flatExtracting(SourceItem::captions)
        .containsExactly(new Caption("a tabby", 1));
  }

  static List<String> teachers(Path source) {
    return items(source, ColumnNames.USUAL).stream()
        .flatMap(item -> item.captions().stream())
        .map(caption -> caption.teacher().orElse(""))
        .toList();
  }

  private void write(String picture, byte[] bytes, String... caption) throws IOException {
    Path file = folder.resolve(picture);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, bytes);
    if (caption.length == 2) {
      Files.writeString(folder.resolve(caption[0]), caption[1]);
    }
  }

  static List<String> described(Path source) {
    return items(source, ColumnNames.USUAL).stream().map(SourcesTest::described).toList();
  }

  static List<SourceItem> items(Path source, ColumnNames columns) {
    List<SourceItem> items = new ArrayList<>();
    try (AllItems all = new AllItems(Sources.at(source, columns))) {
      for (Optional<SourceItem> item = all.next(); item.isPresent(); item = all.next()) {
        items.add(item.get());
      }
    }
    return items;
  }

  static String described(SourceItem item) {
    List<String> captions = item.captions().stream().map(Caption::text).toList();
    if (item.content() instanceof Content.Broken broken) {
      return item.name() + ": " + broken.reason();
    }
    return item.name()
        + (item.content() instanceof Content.Picture ? ": picture " : ": latent ")
        + captions;
  }
}
