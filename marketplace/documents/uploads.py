"""Taking files in: more than the largest is thrown away while it comes, and never kept."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from .examining.kinds import LARGEST, MB

TOO_LARGE = {"most": LARGEST // MB}
# So much more is read, and thrown away, to be able to answer with a sentence.
PATIENCE = 4


class SizeGuard(FileUploadHandler):
    """Skips a file that grows too large, and hangs up on one that goes on and on."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Hang up at once when the whole says that it is far too large."""
        self.seen = 0
        if content_length > PATIENCE * LARGEST:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data, start):
        """Count, and let the next handler keep it, as long as there is room."""
        self.seen += len(raw_data)
        if start + len(raw_data) > LARGEST or self.seen > PATIENCE * LARGEST:
            self.request.upload_was_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """The next handler makes the file."""
        return None
