using System;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /api/settings: GET tells every setting with its value, range and default, but for the values of secrets; with <c>?backup</c> in the query it sends them as
    /// lines of text to keep. PUT changes those that it names, in JSON or in lines of a backup, and needs If-Match with the entity tag of the GET
    /// (RFC 9110 section 13.1.1); with <c>?check=1</c> it only tells what would change. Both need the right to control.
    /// </summary>
    public sealed partial class SettingsResource : Resource
    {
        /// <summary>The longest content of a PUT in bytes.</summary>
        public const int MaximumContent = 5120;

        // The longest item: a setting that changes, with both values.
        private const int MaximumItem = 440;

        // So many bytes of channel lines are an item: each is six in JSON at most.
        private const int PartLength = 64;

        // What an exchange is answered with.
        private const int Fields = 0;
        private const int Backup = 1;
        private const int Changes = 2;
        private const int Faults = 3;

        private readonly WebServer _server;
        private readonly SettingsFile _file;
        private readonly SettingsSaver _saver;
        private readonly ByteWriter _content;

        /// <summary>Makes the resource.</summary>
        /// <param name="server">Has the tasks.</param>
        /// <param name="content">Holds the content of a refusal while it is sent.</param>
        /// <param name="network">Joins another network; null where there is none.</param>
        /// <param name="settings">The settings that are saved.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        /// <param name="observer">Has them take effect.</param>
        /// <param name="drivers">Check the channel lines.</param>
        public SettingsResource(WebServer server, ByteWriter content, NetworkManager network, BoardSettings settings, SettingsFile file, SettingsObserver observer, DriverCatalog drivers)
            : base(RequestMethod.Get | RequestMethod.Put)
        {
            Right = Right.Control;
            _server = server;
            _content = content;
            _file = file;
            _saver = new SettingsSaver(network, file, settings, observer, drivers);
            server.AddTask(_saver);
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            if (request.Method != RequestMethod.Put)
            {
                bool isBackup = Ascii.Equals(request.Buffer, request.QueryOffset, request.QueryCount, "backup");
                Begin(exchange, HttpStatus.Ok, isBackup ? Backup : Fields);
                return;
            }

            bool isCheck = IsCheck(request);
            bool isJson = IsOfType(request, "application/json");
            ProtocolError error = request.ContentLength > MaximumContent ? ProtocolError.TooLong
                : request.HasContentCoding || (!isJson && !IsOfType(request, "text/plain")) ? ProtocolError.UnsupportedType
                : isCheck && request.Count(FieldName.IfMatch) == 0 ? ProtocolError.None
                : request.Count(FieldName.IfMatch) == 0 ? ProtocolError.PreconditionRequired
                : !Matches(request) ? ProtocolError.PreconditionFailed
                : _saver.IsBusy ? ProtocolError.Busy
                : ProtocolError.None;
            if (error != ProtocolError.None)
            {
                ErrorReply.Send(_content, exchange.Response, error, -1);
                return;
            }

            try
            {
                int length = request.ContentLength < 0 ? MaximumContent : (int)request.ContentLength;
                _saver.Await(new SettingsContent(length, isJson), exchange.Slot, _server.Now);
            }
            catch (OutOfMemoryException)
            {
                ErrorReply.Send(_content, exchange.Response, ProtocolError.Busy, -1);
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            // One change arrives at a time: another client's has displaced it perhaps.
            bool isOwn = exchange.Slot == _saver.Slot && _saver.Content != null;
            bool isTaken = isOwn && _saver.Content.Append(buffer, offset, count);

            // It has a password perhaps.
            Array.Clear(buffer, offset, count);
            bool isCheck = IsCheck(exchange.Request);
            ProtocolError error = !isOwn ? ProtocolError.Busy
                : !isTaken ? ProtocolError.TooLong
                : last && !isCheck && !Matches(exchange.Request) ? ProtocolError.PreconditionFailed
                : ProtocolError.None;
            if (error == ProtocolError.None && last)
            {
                error = TryBegin(isCheck);
            }

            if (error != ProtocolError.None)
            {
                ErrorReply.Send(_content, exchange.Response, error, -1);
                Forget(exchange);
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            Forget(exchange);
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Response response = exchange.Response;
            if (!response.HasBegun)
            {
                Answer(exchange);
                return;
            }

            if (response.HasContent)
            {
                ByteWriter writer = response.BeginPiece();
                int start = writer.Count;
                bool isMore = true;

                // At least one byte, or the loop would wait before it goes on.
                while (isMore && writer.Count == start && response.Room >= MaximumItem)
                {
                    isMore = WriteItem(exchange, writer);
                    exchange.Position++;
                }

                response.EndPiece(writer.Count - start);
                if (isMore)
                {
                    return;
                }
            }

            response.End();
            if (exchange.Choice >= Changes)
            {
                Forget(exchange);
            }
        }

        private ProtocolError TryBegin(bool isCheck)
        {
            try
            {
                _saver.Begin(isCheck);
                return ProtocolError.None;
            }
            catch (OutOfMemoryException)
            {
                return ProtocolError.Busy;
            }
        }

        /// <summary>Answers a change, once it is known what has become of it.</summary>
        private void Answer(Exchange exchange)
        {
            if (exchange.Slot != _saver.Slot)
            {
                ErrorReply.Send(_content, exchange.Response, ProtocolError.Busy, -1);
            }
            else if (_saver.IsDone)
            {
                ProtocolError outcome = _saver.Outcome;
                if (outcome == ProtocolError.None || outcome == ProtocolError.InvalidSettings)
                {
                    _saver.BeginAnswer();
                    Begin(exchange, outcome == ProtocolError.None ? HttpStatus.Ok : ErrorTable.Status(outcome), outcome == ProtocolError.None ? Changes : Faults);
                }
                else
                {
                    bool isMalformed = outcome == ProtocolError.Malformed || outcome == ProtocolError.DuplicateMember;
                    ErrorReply.Send(_content, exchange.Response, outcome, isMalformed ? _saver.Change.Content.Position : -1);
                    Forget(exchange);
                }
            }
        }

        private void Forget(Exchange exchange)
        {
            if (exchange.Slot == _saver.Slot)
            {
                _saver.Forget();
            }
        }

        private void Begin(Exchange exchange, int status, int choice)
        {
            Response response = exchange.Response;
            exchange.Choice = choice;
            exchange.Position = 0;
            response.Begin(status);
            response.AddField("Content-Type", choice == Backup ? "text/plain; charset=utf-8" : "application/json");
            response.AddField("Cache-Control", "no-store");
            if (choice == Backup)
            {
                ByteWriter writer = response.BeginField("Content-Disposition");
                writer.WriteText("attachment; filename=\"");
                writer.WriteText(_saver.Settings.Id);
                writer.WriteText(".txt\"");
                response.EndField();
            }
            else if (choice != Faults)
            {
                ByteWriter writer = response.BeginField("ETag");
                writer.Write((byte)'"');
                writer.WriteNumber(_file.Revision);
                writer.Write((byte)'"');
                response.EndField();
            }

            response.BeginContent();
        }

        /// <summary>Whether If-Match names the settings that are saved.</summary>
        private bool Matches(Request request)
        {
            int cursor = 0;
            while (request.NextItem(FieldName.IfMatch, ref cursor, out int offset, out int count))
            {
                bool isAny = count == 1 && request.Buffer[offset] == '*';
                bool isTag = count > 2 && request.Buffer[offset] == '"' && request.Buffer[offset + count - 1] == '"';
                if (isAny || (isTag && Ascii.ParseNumber(request.Buffer, offset + 1, count - 2) == _file.Revision))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool IsCheck(Request request)
        {
            return Ascii.Equals(request.Buffer, request.QueryOffset, request.QueryCount, "check=1");
        }

        private static bool IsOfType(Request request, string type)
        {
            if (!request.TryGetField(FieldName.ContentType, out int offset, out int count))
            {
                return false;
            }

            // Parameters, such as a charset, do not matter: everything is UTF-8.
            int length = Ascii.IndexOf(request.Buffer, ';', offset, offset + count) - offset;
            while (length > 0 && request.Buffer[offset + length - 1] == ' ')
            {
                length--;
            }

            return Ascii.EqualsIgnoreCase(request.Buffer, offset, length, type);
        }
    }
}
