package dev.aria.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.aria.data.fixture.Pictures;
import dev.aria.data.item.AllItems;
import dev.aria.data.item.Caption;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

final class ParquetFileTest {
  private static final byte[] PNG = Pictures.plain(2, 2, 0xFF, "png");
  private static final MessageType STRUCT =
      MessageTypeParser.parseMessageType(
          "message m { required int64 id; optional group image { optional binary bytes;"
              + " optional binary path (UTF8); } optional binary caption (UTF8); }");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP"})
  void structOfBytes_anyCompression_isRead(CompressionCodecName codec) throws IOException {
    Path file = folder.resolve("0000.parquet");
    try (ParquetWriter<Group> out = writer(file, STRUCT, codec)) {
      for (int i = 0; i < 300; i++) {
        Group row = new SimpleGroup(STRUCT);
        row.append("id", (long) i).append("caption", "dot " + i);
        row.addGroup("image").append("bytes", Binary.fromConstantByteArray(PNG));
        out.write(row);
      }
    }

    List<SourceItem> items = SourcesTest.items(file, ColumnNames.USUAL);

    assertThat(items).hasSize(300);
    assertThat(SourcesTest.described(items.get(299)))
        .isEqualTo("0000.parquet/299: picture [dot 299]");
    for (int skip : new int[] {0, 1, 150, 299, 300, 500}) {
      try (AllItems all = new AllItems(Sources.at(file, ColumnNames.USUAL))) {
        assertThat(all.skip(skip)).isEqualTo(Math.min(skip, 300));
        assertThat(all.next().map(SourceItem::name))
            .isEqualTo(skip < 300 ? Optional.of(items.get(skip).name()) : Optional.empty());
      }
    }
  }

  @Test
  void teacherColumn_namesTheTeacherOfItsRows() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional binary teacher (UTF8); required binary caption (UTF8);"
                + " required binary path (UTF8); }");
    Files.write(folder.resolve("a.png"), PNG);
    Path file = folder.resolve("0000.parquet");
    try (ParquetWriter<Group> out = writer(file, schema, CompressionCodecName.UNCOMPRESSED)) {
      Group tagged = new SimpleGroup(schema).append("teacher", "cats");
      out.write(tagged.append("caption", "a tabby").append("path", "a.png"));
      out.write(new SimpleGroup(schema).append("caption", "a boat").append("path", "a.png"));
    }

    assertThat(SourcesTest.teachers(file)).containsExactly("cats", "");
    assertThat(SourcesTest.described(file).get(1)).contains("picture [a boat]");
    try (Stream<Caption> prompts = PromptTable.prompts(file, Optional.empty(), text -> {})) {
      assertThat(prompts)
          .containsExactly(
              new Caption("a tabby", 1, Optional.of("cats")), new Caption("a boat", 1));
    }
  }

  @Test
  void missingValues_areBrokenItemsOrNoCaptions() throws IOException {
    Path file = folder.resolve("0000.parquet");
    try (ParquetWriter<Group> out = writer(file, STRUCT, CompressionCodecName.UNCOMPRESSED)) {
      Group empty = new SimpleGroup(STRUCT).append("id", 1L).append("caption", "x");
      out.write(empty);
      Group path = new SimpleGroup(STRUCT).append("id", 2L);
      path.addGroup("image").append("path", "absent.png");
      out.write(path);
    }

    assertThat(SourcesTest.described(file))
        .containsExactly(
            "0000.parquet/0: no picture: the column image is null",
            "0000.parquet/1: no picture: the file absent.png does not exist");
  }

  @Test
  void listOfCaptionsAndPaths_areRead() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required group captions (LIST) { repeated group list {"
                + " optional binary element (UTF8); } } required binary path (UTF8); }");
    Files.write(folder.resolve("a.png"), PNG);
    Path file = folder.resolve("0000.parquet");
    try (ParquetWriter<Group> out = writer(file, schema, CompressionCodecName.UNCOMPRESSED)) {
      Group row = new SimpleGroup(schema);
      Group list = row.addGroup("captions");
      list.addGroup("list").append("element", "one");
      list.addGroup("list").append("element", "two");
      row.append("path", "a.png");
      out.write(row);
    }

    SourceItem item = SourcesTest.items(file, ColumnNames.USUAL).get(0);

    assertThat(item.captions()).containsExactly(new Caption("one", 1), new Caption("two", 1));
    assertThat(SourcesTest.described(item)).contains("picture");
  }

  @Test
  void missingColumnOrNoParquet_isRefusedWithWhatThereIs() throws IOException {
    Path file = folder.resolve("0000.parquet");
    try (ParquetWriter<Group> out = writer(file, STRUCT, CompressionCodecName.UNCOMPRESSED)) {
      out.write(new SimpleGroup(STRUCT).append("id", 1L));
    }

    assertThatThrownBy(
            () -> SourcesTest.items(file, new ColumnNames(Optional.of("title"), Optional.empty())))
        .isInstanceOf(SourceUnreadable.class)
        .hasMessageContaining(
            "has no column title for captions, it has [id, image, caption]; name one with"
                + " --caption-column");
    Files.writeString(file, "no parquet at all");
    assertThatThrownBy(() -> SourcesTest.items(file, ColumnNames.USUAL))
        .isInstanceOf(SourceUnreadable.class)
        .hasMessageContaining("0000.parquet as parquet");
  }

  private static ParquetWriter<Group> writer(
      Path file, MessageType schema, CompressionCodecName codec) throws IOException {
    return ExampleParquetWriter.builder(new LocalOutputFile(file))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .withCompressionCodec(codec)
        .withCodecFactory(new Compression())
        .withRowGroupSize(4096L)
        .build();
  }

  /** The other way of what is tested. */
  private static final class Compression implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
          ByteArrayOutputStream plain = new ByteArrayOutputStream();
          bytes.writeAllTo(plain);
          return BytesInput.from(compressed(plain.toByteArray(), codec));
        }

        @Override
        public CompressionCodecName getCodecName() {
          return codec;
        }

        @Override
        public void release() {}
      };
    }

    private static byte[] compressed(byte[] bytes, CompressionCodecName codec) throws IOException {
      return switch (codec) {
        case SNAPPY -> Snappy.compress(bytes);
        case ZSTD -> Zstd.compress(bytes);
        case GZIP -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
          }
          yield out.toByteArray();
        }
        default -> bytes;
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void release() {}
  }
}
