package dev.aria.data.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aria.data.item.Caption;
import dev.aria.data.item.Captions;
import dev.aria.data.item.SourceUnreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Captions of latents, one latent after another. */
interface CaptionLines extends AutoCloseable {
  /** The captions of the next latent; empty at the end. */
  Optional<List<Caption>> next() throws IOException;

  @Override
  void close() throws IOException;

  /** Of an array of texts. */
  static CaptionLines of(NpyRows texts) {
    return new CaptionLines() {
      @Override
      public Optional<List<Caption>> next() {
        return texts.nextText().map(Captions::of);
      }

      @Override
      public void close() {
        texts.close();
      }
    };
  }

  /** Of {@code lines}, a text or a JSON object a line, for the latents in {@code latents}. */
  @SuppressWarnings("MustBeClosedChecker") // closed with the lines
  static CaptionLines open(Path lines, ColumnNames columns, Path latents) {
    try {
      BufferedReader reader = Files.newBufferedReader(lines);
      boolean json = PictureFiles.ending(lines.toString()).equals("jsonl");
      return new CaptionLines() {
        @Override
        public Optional<List<Caption>> next() throws IOException {
          String line = reader.readLine();
          if (line == null) {
            return Optional.empty();
          }
          return Optional.of(json ? ofJson(line, columns, lines) : Captions.of(line));
        }

        @Override
        public void close() throws IOException {
          reader.close();
        }
      };
    } catch (IOException failure) {
      throw new SourceUnreadable(
          "cannot read the captions of %s from %s".formatted(latents, lines), failure);
    }
  }

  private static List<Caption> ofJson(String line, ColumnNames columns, Path lines)
      throws IOException {
    JsonNode node = JsonLines.JSON.readTree(line);
    List<String> names = new java.util.ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    String caption = columns.caption(lines.toString(), names);
    return Captions.by(
        Captions.teacher(node, caption),
        Captions.of(node.path(caption), node.path("probabilities")));
  }
}
