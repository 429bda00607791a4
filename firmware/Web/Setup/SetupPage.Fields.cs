using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <content>The page's fields, and what its pieces have in common.</content>
    internal sealed partial class SetupPage
    {
        private void WriteTypedName(ByteWriter writer, int field, byte[] name, int offset, int count)
        {
            writer.WriteText("<label>");
            Say(writer, SetupText.LabelOf + field);
            writer.WriteText(" <input name=");
            writer.WriteText(SetupForm.NameOf(field));
            writer.WriteText(" autocomplete=off autocapitalize=none spellcheck=false value=\"");
            Html.Write(writer, name, offset, count);
            writer.WriteText("\"></label>\n");
        }

        private void WriteSecret(ByteWriter writer, int field, int hint)
        {
            writer.WriteText("<label>");
            Say(writer, SetupText.LabelOf + field);
            writer.WriteText("<small>");
            Say(writer, hint);
            writer.WriteText("</small><input name=");
            writer.WriteText(SetupForm.NameOf(field));
            writer.WriteText(field < SetupForm.Password ? " type=password autocomplete=off></label>\n" : " type=password autocomplete=new-password></label>\n");
        }

        private void WriteBox(ByteWriter writer, string name, int label)
        {
            writer.WriteText("<label><input name=");
            writer.WriteText(name);
            writer.WriteText(" type=checkbox>");
            Say(writer, label);
            writer.WriteText("</label>\n");
        }

        private void BeginDetails(ByteWriter writer, int summary, bool isTyped)
        {
            // What is complained of may be in there.
            writer.WriteText(isTyped ? "<details open><summary>" : "<details><summary>");
            Say(writer, summary);
            writer.WriteText("</summary>\n");
        }

        private void WriteChoice(ByteWriter writer, int field, bool isTyped, int zero, int one)
        {
            byte[] value = ValueOf(field, isTyped, out int offset, out int count);
            writer.WriteText("<label>");
            Say(writer, SetupText.LabelOf + field);
            writer.WriteText(" <select name=");
            writer.WriteText(SetupForm.NameOf(field));
            writer.WriteText(">\n<option value=0>");
            Say(writer, zero);
            writer.WriteText(count == 1 && value[offset] == '1' ? "</option>\n<option value=1 selected>" : "</option>\n<option value=1>");
            Say(writer, one);
            writer.WriteText("</option>\n</select></label>\n");
        }

        /// <summary>Writes the beginning or the end of a setting's input.</summary>
        private void WriteInput(ByteWriter writer, int field, bool isEnd, bool isTyped)
        {
            byte[] value = ValueOf(field, isTyped, out int offset, out int count);
            int first = count < ValueAtOnce ? count : ValueAtOnce;
            if (isEnd)
            {
                Html.Write(writer, value, offset + first, count - first);
                writer.WriteText("\"></label>\n");
                return;
            }

            writer.WriteText("<label>");
            Say(writer, SetupText.LabelOf + field);
            bool hasHint = field != SetupForm.Name;
            if (hasHint)
            {
                writer.WriteText("<small>");
                Say(writer, SetupText.HintOf + field);
                writer.WriteText("</small>");
            }

            writer.WriteText("<input name=");
            writer.WriteText(SetupForm.NameOf(field));
            writer.WriteText(field == SetupForm.Interval ? " type=number min=20 max=60000" : " autocapitalize=none spellcheck=false");
            writer.WriteText(" autocomplete=off value=\"");
            Html.Write(writer, value, offset, first);
        }

        /// <summary>Writes the channel lines: first the beginning of their field, then so many bytes in each piece, last its end.</summary>
        private void WriteChannels(ByteWriter writer, int piece, bool isTyped)
        {
            if (piece == 0)
            {
                writer.WriteText("<label>");
                Say(writer, SetupText.LabelOf + SetupForm.ChannelLines);
                writer.WriteText("<small>");
                Say(writer, SetupText.HintOf + SetupForm.ChannelLines);

                // HTML leaves out a line's end at the beginning.
                writer.WriteText("</small><textarea name=channels rows=8 wrap=off autocapitalize=none spellcheck=false>\n");
            }
            else if (piece == Reading - Channels - 1)
            {
                writer.WriteText("</textarea></label>\n</details>\n");
                _description = null;
            }
            else
            {
                byte[] text = _form.Channels;
                int count = _form.LengthOf(SetupForm.ChannelLines);
                if (!isTyped || text == null)
                {
                    _description ??= _settings.Description;
                    text = _description.Text;
                    count = _description.Count;
                }

                int offset = (piece - 1) * LinesAtOnce;
                int left = count - offset;
                Html.Write(writer, text, offset, left < 0 ? 0 : left < LinesAtOnce ? left : LinesAtOnce);
            }
        }

        /// <summary>What a field begins with: what has been typed, or else the setting.</summary>
        private byte[] ValueOf(int field, bool isTyped, out int offset, out int count)
        {
            count = _form.CountOf(field);
            if (isTyped && count >= 0)
            {
                offset = SetupForm.OffsetOf(field);
                return _form.Buffer;
            }

            _value.Clear();
            switch (field)
            {
                case SetupForm.Name: WriteRaw(_settings.Name); break;
                case SetupForm.Host: WriteRaw(_settings.Host); break;
                case SetupForm.Interval: _value.WriteNumber(_settings.Interval); break;
                case SetupForm.Address: WriteRaw(_settings.Network.Address); break;
                case SetupForm.SetupButton: _value.WriteNumber(_settings.Network.HasButton ? 1 : 0); break;
                default: _value.WriteNumber(_settings.OpenReading ? 1 : 0); break;
            }

            offset = 0;
            count = _value.Count;
            return _value.Buffer;
        }

        private void WriteRaw(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            _value.Write(bytes, 0, bytes.Length);
        }

        private void WriteHead(ByteWriter writer, int index)
        {
            switch (index)
            {
                case 0:
                    writer.WriteText("<!DOCTYPE html>\n<html lang=");
                    writer.WriteText(_language.Tag);
                    writer.WriteText(">\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width,initial-scale=1\">\n<title>");
                    Say(writer, SetupText.Title);
                    writer.WriteText("</title>\n<style>");
                    break;
                case 1:
                    writer.WriteText(Colors);
                    break;
                case 2:
                    writer.WriteText(Layout);
                    break;
                default:
                    writer.WriteText(Controls);
                    writer.WriteText("</style>\n");
                    break;
            }
        }

        /// <summary>Writes the query that asks for a language: lang=en.</summary>
        private static void WriteQuery(ByteWriter writer, SetupLanguage language)
        {
            writer.WriteText("lang=");
            writer.WriteText(language.Tag.Substring(0, 2));
        }

        private static void WriteText(ByteWriter writer, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Html.Write(writer, bytes, 0, bytes.Length);
        }

        private void Say(ByteWriter writer, int text)
        {
            _language.Write(writer, text);
        }
    }
}
