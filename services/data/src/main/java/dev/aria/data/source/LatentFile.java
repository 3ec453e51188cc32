package dev.aria.data.source;

import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceUnreadable;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.models.safetensors.SafetensorsUnreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Ready latents: {@code .npy} with the latents, or {@code .npz} or safetensors with an array {@code
 * latents} and perhaps {@code conditions}. The captions are the array {@code captions} of an {@code
 * .npz}, or stand beside it in {@code NAME.txt} or {@code NAME.jsonl}, or in {@code captions.txt}
 * or {@code captions.jsonl}, a line a latent.
 */
final class LatentFile implements ItemSource {
  private static final String LATENTS = "latents";
  private static final String CONDITIONS = "conditions";
  private static final String CAPTIONS = "captions";

  private final Path file;
  private final ColumnNames columns;

  LatentFile(Path file, ColumnNames columns) {
    this.file = file;
    this.columns = columns;
  }

  @Override
  public String identity() {
    return "latents %s, %d bytes".formatted(file.getFileName(), bytes());
  }

  @Override
  public long bytes() {
    return PictureFolder.size(file);
  }

  @Override
  public ItemReader open() {
    try {
      return switch (PictureFiles.ending(file.toString())) {
        case "npy" ->
            items(new NpyRows(file.toString(), Files.newInputStream(file)), Optional.empty());
        case "npz" -> zipped();
        default -> safetensors();
      };
    } catch (IOException | SafetensorsUnreadable | IllegalArgumentException failure) {
      throw new SourceUnreadable(
          "cannot read %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  private LatentItems items(FloatRows latents, Optional<FloatRows> conditions) {
    return new LatentItems(
        file, latents, conditions, CaptionLines.open(captionFile(), columns, file));
  }

  private LatentItems safetensors() {
    NamedTensors tensors = Safetensors.read(file);
    Optional<FloatRows> conditions =
        tensors.tensors().containsKey(CONDITIONS)
            ? Optional.of(new TensorRows(tensors.get(CONDITIONS)))
            : Optional.empty();
    return items(new TensorRows(tensors.get(LATENTS)), conditions);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the items
  private LatentItems zipped() throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    FloatRows latents =
        array(zip, LATENTS)
            .orElseThrow(() -> new IllegalArgumentException("it has no array named " + LATENTS));
    Optional<FloatRows> conditions = array(zip, CONDITIONS).map(rows -> rows);
    LatentItems items =
        array(zip, CAPTIONS)
            .map(texts -> new LatentItems(file, latents, conditions, CaptionLines.of(texts)))
            .orElseGet(() -> items(latents, conditions));
    return items.closing(zip);
  }

  private Optional<NpyRows> array(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + ".npy");
    if (entry == null) {
      return Optional.empty();
    }
    InputStream in = zip.getInputStream(entry);
    return Optional.of(new NpyRows("%s (%s)".formatted(file, name), in));
  }

  private Path captionFile() {
    String stem = PictureFiles.stem(file.getFileName().toString());
    List<String> names =
        List.of(stem + ".txt", stem + ".jsonl", CAPTIONS + ".txt", CAPTIONS + ".jsonl");
    return Stream.of(names.toArray(String[]::new))
        .map(file::resolveSibling)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new SourceUnreadable(
                    "%s has no captions: none of %s is beside it".formatted(file, names), null));
  }
}
